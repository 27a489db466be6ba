package dev.authserver.settings;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/**
 * Stands in for what must not be written down, an e-mail in a log say: the same text
 * gives the same digest on every replica, and without the refresh secret, which no client
 * app knows, nobody can try out which text it was. Each use has a key of its own, made by
 * HKDF from both secrets: the access secret is the salt.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5869">RFC 5869</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc2104">RFC 2104</a>
 */
@Component
public class KeyedDigest {

	private static final String ALGORITHM = "HmacSHA256";

	/**
	 * Ends what HKDF makes the first 32 bytes of a key from.
	 */
	private static final String FIRST_BLOCK = "\u0001";

	private static final int BYTES = 16;

	private final byte[] root;

	KeyedDigest(Environment environment) {
		this.root = hmac(utf8(environment.getRequiredProperty("auth.token.access-secret")),
				environment.getRequiredProperty("auth.token.refresh-secret"));
	}

	/**
	 * 32 hexadecimal digits.
	 * @param use what the digest is for: others say nothing about it
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
