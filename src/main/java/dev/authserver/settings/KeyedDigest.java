package dev.authserver.settings;

import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

import org.springframework.stereotype.Component;

/**
 * Replaces texts that must not be written down, such as e-mails in the log, by keyed
 * digests. The same text gives the same digest on every replica, and nobody can try out
 * texts without the refresh secret, which no client app knows. Each use of digests has a
 * key of its own, made from both secrets.
 *
 * @see SecretPair
 * @see <a href="https://www.rfc-editor.org/rfc/rfc2104">RFC 2104</a>
 */
@Component
public class KeyedDigest {

	private static final int BYTES = 16;

	/**
	 * What the keys are made from: of the current secrets first, then of those before.
	 */
	private final List<byte[]> roots;

	KeyedDigest(TokenSecrets secrets) {
		this.roots = secrets.pairs().stream().map(SecretPair::extract).toList();
	}

	/**
	 * The digest of a text: 32 hexadecimal digits.
	 * @param use what the digest is for; digests of one text for two uses cannot be
	 * linked
	 */
	public String of(String use, String text) {
		return digest(this.roots.get(0), use, text);
	}

	/**
	 * The digest, and then those that replicas make that have the previous secrets, or
	 * already have the next ones.
	 */
	public Stream<String> allOf(String use, String text) {
		return this.roots.stream().map((root) -> digest(root, use, text));
	}

	private static String digest(byte[] root, String use, String text) {
		byte[] key = SecretPair.expand(root, use);
		return HexFormat.of().formatHex(SecretPair.hmac(key, text), 0, BYTES);
	}

}
