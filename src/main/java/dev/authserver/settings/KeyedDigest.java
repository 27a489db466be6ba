package dev.authserver.settings;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/**
 * Stands in for what must not be written down, an e-mail in a log say: the same text
 * gives the same digest on every replica, and without the server's secret nobody can try
 * out which text it was.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc2104">RFC 2104</a>
 */
@Component
public class KeyedDigest {

	private static final String ALGORITHM = "HmacSHA256";

	private static final int BYTES = 16;

	private final SecretKeySpec key;

	KeyedDigest(Environment environment) {
		String secret = "keyed digest of " + environment.getProperty("auth.token.access-secret", "");
		this.key = new SecretKeySpec(sha256(secret), ALGORITHM);
	}

	/**
	 * 32 hexadecimal digits.
	 */
	public String of(String text) {
		try {
			Mac mac = Mac.getInstance(ALGORITHM);
			mac.init(this.key);
			return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)), 0, BYTES);
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("Every Java platform has HMAC-SHA-256", ex);
		}
	}

	private static byte[] sha256(String text) {
		try {
			return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("Every Java platform has SHA-256", ex);
		}
	}

}
