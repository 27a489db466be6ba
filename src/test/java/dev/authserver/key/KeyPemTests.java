package dev.authserver.key;

import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.util.Base64;
import java.util.EnumMap;
import java.util.Map;

import dev.authserver.settings.InvalidSettingException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Which keys of an operator are taken.
 */
class KeyPemTests {

	private static final Map<SigningAlgorithm, KeyPair> PAIRS = new EnumMap<>(SigningAlgorithm.class);

	private static KeyPair pair(SigningAlgorithm algorithm) {
		return PAIRS.computeIfAbsent(algorithm, SigningAlgorithm::generate);
	}

	private static String pem(byte[] encoded) {
		return "-----BEGIN PRIVATE KEY-----\n" + Base64.getMimeEncoder(64, new byte[] { '\n' }).encodeToString(encoded)
				+ "\n-----END PRIVATE KEY-----\n";
	}

	@ParameterizedTest
	@EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "HS256")
	void readWhenKeyFitsFindsItsPublicHalf(SigningAlgorithm algorithm) throws Exception {
		KeyPair pair = pair(algorithm);
		KeyPair read = KeyPem.read(pem(pair.getPrivate().getEncoded()), algorithm);
		assertThat(read.getPublic()).isEqualTo(pair.getPublic());
		String name = switch (algorithm) {
			case ES256 -> "SHA256withECDSA";
			case EDDSA -> "Ed25519";
			default -> "SHA256withRSA";
		};
		Signature signature = Signature.getInstance(name);
		signature.initSign(read.getPrivate());
		signature.update(pair.getPublic().getEncoded());
		byte[] signed = signature.sign();
		signature.initVerify(pair.getPublic());
		signature.update(pair.getPublic().getEncoded());
		assertThat(signature.verify(signed)).isTrue();
	}

	@ParameterizedTest
	@EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "HS256")
	void readWhenKeyIsForAnotherAlgorithmRefuses(SigningAlgorithm algorithm) throws Exception {
		for (SigningAlgorithm other : SigningAlgorithm.values()) {
			if (other != algorithm && !other.isShared()) {
				assertRefused(pem(pair(other).getPrivate().getEncoded()), algorithm);
			}
		}
		KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
		generator.initialize(new ECGenParameterSpec("secp384r1"));
		assertRefused(pem(generator.generateKeyPair().getPrivate().getEncoded()), algorithm);
		generator = KeyPairGenerator.getInstance("RSA");
		generator.initialize(1024);
		assertRefused(pem(generator.generateKeyPair().getPrivate().getEncoded()), algorithm);
		generator = KeyPairGenerator.getInstance("Ed448");
		assertRefused(pem(generator.generateKeyPair().getPrivate().getEncoded()), algorithm);
	}

	@ParameterizedTest
	@ValueSource(strings = { "x", "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----",
			"-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----", "-----BEGIN PRIVATE KEY-----",
			"-----BEGIN PRIVATE KEY-----\n!\n-----END PRIVATE KEY-----" })
	void readWhenTextIsNoKeyRefuses(String pem) {
		assertRefused(pem, SigningAlgorithm.ES256);
	}

	private static void assertRefused(String pem, SigningAlgorithm algorithm) {
		assertThatExceptionOfType(InvalidSettingException.class)
			.isThrownBy(() -> new KeyProperties(algorithm, Duration.ZERO, pem, 15))
			.withMessageContaining("SIGNING_KEY_FILE")
			.satisfies((ex) -> assertThat(ex.remedy()).contains("openssl genpkey"));
	}

}
