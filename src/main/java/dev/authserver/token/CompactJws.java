package dev.authserver.token;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;

import javax.crypto.Mac;
import javax.crypto.SecretKey;

/**
 * Signs payloads and recognizes what it has signed: compact JWS with HS256 under one key.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7515#section-3.1">RFC 7515, 3.1</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7518#section-3.2">RFC 7518, 3.2</a>
 */
final class CompactJws {

	private static final String HEADER = encode(
			"{\"alg\":\"HS256\",\"typ\":\"JWT\"}".getBytes(StandardCharsets.US_ASCII)) + ".";

	/**
	 * Has the key, and is copied for each use, which takes a fraction of the time that
	 * another instance would.
	 */
	private final Mac keyed;

	CompactJws(SecretKey key) {
		try {
			this.keyed = Mac.getInstance(key.getAlgorithm());
			this.keyed.init(key);
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("Every Java platform has HMAC-SHA-256", ex);
		}
	}

	String sign(byte[] payload) {
		String input = HEADER + encode(payload);
		return input + "." + signature(input);
	}

	/**
	 * Whether a text is a token of ours, whatever its claims say now. Compares in
	 * constant time.
	 */
	boolean isSigned(String token) {
		int end = token.lastIndexOf('.');
		return token.startsWith(HEADER) && MessageDigest.isEqual(utf8(token.substring(end + 1)),
				utf8(signature(token.substring(0, Math.max(end, 0)))));
	}

	static byte[] payload(String token) {
		return Base64.getUrlDecoder().decode(token.substring(token.indexOf('.') + 1, token.lastIndexOf('.')));
	}

	/**
	 * Whether a token of ours has this payload in its only form.
	 */
	static boolean hasPayload(String token, byte[] payload) {
		return token.substring(token.indexOf('.') + 1, token.lastIndexOf('.')).equals(encode(payload));
	}

	private String signature(String input) {
		try {
			return encode(((Mac) this.keyed.clone()).doFinal(utf8(input)));
		}
		catch (CloneNotSupportedException ex) {
			throw new IllegalStateException("A keyed HMAC of the platform can be copied", ex);
		}
	}

	private static String encode(byte[] bytes) {
		return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
	}

	private static byte[] utf8(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

}
