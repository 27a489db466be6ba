package dev.authserver.token;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;

/**
 * Accepts the one text that a compact JWS has. Decoders of base64url also take padding,
 * line ends and other last characters, and decoders of UTF-8 replace bytes that are none,
 * so that many texts would be the same token.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7515#section-3.1">RFC 7515, 3.1</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc4648#section-3.5">RFC 4648, 3.5</a>
 */
final class CompactForm {

	/**
	 * Longer than any token issued here: an e-mail of 254 characters takes the most.
	 */
	private static final int MAX_LENGTH = 4096;

	private CompactForm() {
	}

	/**
	 * Checks that a token has three parts of canonical base64url, and that the header and
	 * the claims are UTF-8.
	 * @throws IllegalArgumentException if not
	 */
	static void require(String token) {
		String[] parts = (token.length() <= MAX_LENGTH) ? token.split("\\.", -1) : new String[0];
		if (parts.length != 3) {
			throw new IllegalArgumentException("Not three parts");
		}
		requireUtf8(decode(parts[0]));
		requireUtf8(decode(parts[1]));
		decode(parts[2]);
	}

	private static byte[] decode(String part) {
		byte[] bytes = Base64.getUrlDecoder().decode(part);
		if (!Base64.getUrlEncoder().withoutPadding().encodeToString(bytes).equals(part)) {
			throw new IllegalArgumentException("Not canonical base64url");
		}
		return bytes;
	}

	private static void requireUtf8(byte[] bytes) {
		byte[] readable = new String(bytes, StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_8);
		if (!Arrays.equals(bytes, readable)) {
			throw new IllegalArgumentException("Not UTF-8");
		}
	}

}
