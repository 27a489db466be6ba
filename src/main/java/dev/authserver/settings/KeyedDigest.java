package dev.authserver.settings;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import org.springframework.stereotype.Component;

/**
 * Replaces texts that must not be written down, such as e-mails in the log, by keyed
 * digests. The same text gives the same digest on every replica, and nobody can try out
 * texts without the refresh secret, which no client app knows. Each use of digests has a
 * key of its own, made by HKDF from the refresh secret with the access secret as its
 * salt.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5869">RFC 5869</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc2104">RFC 2104</a>
 */
@Component
public class KeyedDigest {

	private static final String ALGORITHM = "HmacSHA256";

	/**
	 * The number of a block of key material, which HKDF appends to its input. A key takes
	 * one block.
	 */
	private static final String FIRST_BLOCK = "\u0001";

	private static final int BYTES = 16;

	private final byte[] root;

	KeyedDigest(TokenSecrets secrets) {
		this.root = hmac(utf8(secrets.access()), secrets.refresh());
	}

	/**
	 * The digest of a text: 32 hexadecimal digits.
	 * @param use what the digest is for; digests of one text for two uses cannot be
	 * linked
	 */
	public String of(String use, String text) {
		byte[] key = hmac(this.root, use + FIRST_BLOCK);
		return HexFormat.of().formatHex(hmac(key, text), 0, BYTES);
	}

	private static byte[] hmac(byte[] key, String text) {
		try {
			Mac mac = Mac.getInstance(ALGORITHM);
			mac.init(new SecretKeySpec(key, ALGORITHM));
			return mac.doFinal(utf8(text));
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("Every Java platform has HMAC-SHA-256", ex);
		}
	}

	private static byte[] utf8(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

}
