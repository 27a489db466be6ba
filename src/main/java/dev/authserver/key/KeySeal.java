package dev.authserver.key;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

import dev.authserver.settings.TokenSecrets;

import org.springframework.stereotype.Component;

/**
 * Encrypts private keys for the database, so that who reads it cannot sign, and who
 * writes into it cannot bring in a key of theirs: the key of AES-GCM comes from both
 * secrets, and the public half is authenticated along with the private one.
 *
 * @see <a href="https://doi.org/10.6028/NIST.SP.800-38D">NIST SP 800-38D</a>
 */
@Component
class KeySeal {

	private static final String CIPHER = "AES/GCM/NoPadding";

	private static final int NONCE_BYTES = 12;

	private static final int TAG_BITS = 128;

	private final SecureRandom random = new SecureRandom();

	/**
	 * The current key first, then those of the pairs that have a previous secret.
	 */
	private final List<SecretKeySpec> keys;

	KeySeal(TokenSecrets secrets) {
		this.keys = secrets.pairs().stream().map((pair) -> new SecretKeySpec(pair.key("signing-keys"), "AES")).toList();
	}

	/**
	 * Encrypts with the current secrets.
	 * @param context what the text belongs to, which opening it must name again
	 */
	String seal(byte[] secret, String context) {
		byte[] nonce = new byte[NONCE_BYTES];
		this.random.nextBytes(nonce);
		try {
			byte[] sealed = cipher(Cipher.ENCRYPT_MODE, this.keys.get(0), nonce, context).doFinal(secret);
			byte[] all = Arrays.copyOf(nonce, NONCE_BYTES + sealed.length);
			System.arraycopy(sealed, 0, all, NONCE_BYTES, sealed.length);
			return Base64.getEncoder().encodeToString(all);
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("Every Java platform has AES-GCM", ex);
		}
	}

	/**
	 * Decrypts with whichever pair of secrets fits, if any does.
	 */
	Optional<Opened> open(String sealed, String context) {
		try {
			byte[] all = Base64.getDecoder().decode(sealed);
			if (all.length >= NONCE_BYTES) {
				return this.keys.stream().flatMap((key) -> open(key, all, context).stream()).findFirst();
			}
		}
		catch (IllegalArgumentException ex) {
			return Optional.empty();
		}
		return Optional.empty();
	}

	private Optional<Opened> open(SecretKeySpec key, byte[] all, String context) {
		try {
			byte[] nonce = Arrays.copyOf(all, NONCE_BYTES);
			byte[] secret = cipher(Cipher.DECRYPT_MODE, key, nonce, context).doFinal(all, NONCE_BYTES,
					all.length - NONCE_BYTES);
			return Optional.of(new Opened(secret, key == this.keys.get(0)));
		}
		catch (AEADBadTagException ex) {
			return Optional.empty();
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("Every Java platform has AES-GCM", ex);
		}
	}

	private static Cipher cipher(int mode, SecretKeySpec key, byte[] nonce, String context)
			throws GeneralSecurityException {
		Cipher cipher = Cipher.getInstance(CIPHER);
		cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
		cipher.updateAAD(context.getBytes(StandardCharsets.UTF_8));
		return cipher;
	}

	/**
	 * What a seal held.
	 *
	 * @param secret that was encrypted
	 * @param isCurrent whether the current secrets had encrypted it
	 */
	record Opened(byte[] secret, boolean isCurrent) {

		@Override
		public String toString() {
			return "Opened[isCurrent=" + this.isCurrent + "]";
		}

	}

}
