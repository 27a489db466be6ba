package dev.authserver.token;

import dev.authserver.settings.InvalidSettingException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Which secrets and lifetimes the server starts with.
 */
class TokenPropertiesTests {

	private static final String GOOD = "0123456789abcdef0123456789ABCDEF";

	@Test
	void createWhenSecretsHave32BytesWorks() {
		TokenProperties properties = new TokenProperties(GOOD, "é".repeat(16), 1, 2);
		assertThat(properties.accessLifetime()).hasMinutes(1);
		assertThat(properties.toString()).doesNotContain(GOOD).doesNotContain("é");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "   ", "0123456789abcdef0123456789ABCDE", "changeme-changeme-changeme-changeme",
			"your-secret-key-goes-here-and-is-long", "<the access secret of your deployment>",
			"for-the-training-only-0123456789-access", "for-the-training-only-0123456789-refresh",
			"for-the-benchmark-only-0123456789-access" })
	void createWhenSecretIsBadNamesVariableAndRemedy(String secret) {
		assertThatExceptionOfType(InvalidSettingException.class)
			.isThrownBy(() -> new TokenProperties(GOOD, secret, 1, 1))
			.withMessageStartingWith("REFRESH_TOKEN_SECRET")
			.satisfies((ex) -> assertThat(ex.remedy()).contains("openssl rand -base64 48"));
		assertThatExceptionOfType(InvalidSettingException.class)
			.isThrownBy(() -> new TokenProperties(secret, GOOD, 1, 1))
			.withMessageStartingWith("ACCESS_TOKEN_SECRET");
	}

	@Test
	void createWhenSecretsAreEqualRefuses() {
		assertThatExceptionOfType(InvalidSettingException.class).isThrownBy(() -> new TokenProperties(GOOD, GOOD, 1, 1))
			.withMessageContaining("equal");
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, -1, Integer.MIN_VALUE, 527041, Integer.MAX_VALUE })
	void createWhenLifetimeIsAbsurdRefuses(int minutes) {
		assertThatExceptionOfType(InvalidSettingException.class)
			.isThrownBy(() -> new TokenProperties(GOOD, GOOD + "x", minutes, 1))
			.withMessageStartingWith("ACCESS_TOKEN_EXPIRY");
		assertThatExceptionOfType(InvalidSettingException.class)
			.isThrownBy(() -> new TokenProperties(GOOD, GOOD + "x", 1, minutes))
			.withMessageStartingWith("REFRESH_TOKEN_EXPIRY");
	}

}
