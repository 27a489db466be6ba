package dev.authserver.settings;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * An access secret and a refresh secret, from which keys for other uses are made, each
 * unlike the others: HKDF of the refresh secret with the access secret as its salt. Only
 * who knows both secrets can make them.
 *
 * @param access the access secret
 * @param refresh the refresh secret
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5869">RFC 5869</a>
 */
public record SecretPair(String access, String refresh) {

	private static final String ALGORITHM = "HmacSHA256";

	/**
	 * The number of a block of key material, which HKDF appends to its input. A key takes
	 * one block.
	 */
	private static final String FIRST_BLOCK = "\u0001";

	/**
	 * The key of a use: 32 bytes.
	 */
	public byte[] key(String use) {
		return expand(extract(), use);
	}

	byte[] extract() {
		return hmac(this.access.getBytes(StandardCharsets.UTF_8), this.refresh);
	}

	static byte[] expand(byte[] root, String use) {
		return hmac(root, use + FIRST_BLOCK);
	}

	static byte[] hmac(byte[] key, String text) {
		try {
			Mac mac = Mac.getInstance(ALGORITHM);
			mac.init(new SecretKeySpec(key, ALGORITHM));
			return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("Every Java platform has HMAC-SHA-256", ex);
		}
	}

	@Override
	public String toString() {
		return "SecretPair[]";
	}

}
