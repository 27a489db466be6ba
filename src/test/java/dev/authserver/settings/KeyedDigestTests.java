package dev.authserver.settings;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.generators.HKDFBytesGenerator;
import org.bouncycastle.crypto.macs.HMac;
import org.bouncycastle.crypto.params.HKDFParameters;
import org.bouncycastle.crypto.params.KeyParameter;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a digest depends on.
 */
class KeyedDigestTests {

	private static KeyedDigest digest(String accessSecret, String refreshSecret) {
		return new KeyedDigest(new TokenSecrets(accessSecret.repeat(8), refreshSecret.repeat(8), "", "", false));
	}

	@Test
	void ofWhenSameSecretsUseAndTextGivesTheSame() {
		String digest = digest("access", "refresh").of("log", "a@example.com");
		assertThat(digest).matches("[0-9a-f]{32}")
			.isEqualTo(digest("access", "refresh").of("log", "a@example.com"))
			.isNotEqualTo(digest("access", "refresh").of("log", "b@example.com"))
			.isNotEqualTo(digest("access", "refresh").of("account", "a@example.com"));
	}

	@Test
	void ofWhenEitherSecretIsAnotherGivesAnother() {
		assertThat(digest("access", "refresh").of("log", "a")).isNotEqualTo(digest("access", "other").of("log", "a"))
			.isNotEqualTo(digest("other", "refresh").of("log", "a"));
	}

	@Test
	void ofWhenComparedWithAnotherHkdfIsTheSame() {
		HKDFBytesGenerator hkdf = new HKDFBytesGenerator(new SHA256Digest());
		hkdf.init(new HKDFParameters(utf8("refresh".repeat(8)), utf8("access".repeat(8)), utf8("log")));
		byte[] key = new byte[32];
		hkdf.generateBytes(key, 0, key.length);
		HMac hmac = new HMac(new SHA256Digest());
		hmac.init(new KeyParameter(key));
		hmac.update(utf8("text"), 0, 4);
		byte[] expected = new byte[32];
		hmac.doFinal(expected, 0);
		assertThat(digest("access", "refresh").of("log", "text")).isEqualTo(HexFormat.of().formatHex(expected, 0, 16));
	}

	@Test
	void allOfWhenSecretsTurnHasTheDigestsOfBothSides() {
		String next = "next".repeat(8);
		String last = "last".repeat(8);
		KeyedDigest before = new KeyedDigest(new TokenSecrets(last, last + "r", next, next + "r", false));
		KeyedDigest after = new KeyedDigest(new TokenSecrets(next, next + "r", last, last + "r", false));
		assertThat(after.allOf("log", "a")).startsWith(after.of("log", "a")).contains(before.of("log", "a"));
		assertThat(before.allOf("log", "a")).startsWith(before.of("log", "a")).contains(after.of("log", "a"));
	}

	private static byte[] utf8(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

}
