package dev.authserver.settings;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Which secrets the server starts with.
 */
class TokenSecretsTests {

	private static final String GOOD = "0123456789abcdef0123456789ABCDEF";

	@Test
	void createWhenSecretsHave32BytesWorks() {
		TokenSecrets secrets = new TokenSecrets(GOOD, "é".repeat(16), "", "", false);
		assertThat(secrets.toString()).doesNotContain(GOOD).doesNotContain("é");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "   ", "0123456789abcdef0123456789ABCDE", "changeme-changeme-changeme-changeme",
			"your-secret-key-goes-here-and-is-long", "<the access secret of your deployment>",
			"for-the-training-only-0123456789-access", "for-the-training-only-0123456789-refresh",
			"for-the-benchmark-only-0123456789-access" })
	void createWhenSecretIsBadNamesVariableAndRemedy(String secret) {
		assertThatExceptionOfType(InvalidSettingException.class)
			.isThrownBy(() -> new TokenSecrets(GOOD, secret, "", "", false))
			.withMessageStartingWith("REFRESH_TOKEN_SECRET")
			.satisfies((ex) -> assertThat(ex.remedy()).contains("openssl rand -base64 48"));
		assertThatExceptionOfType(InvalidSettingException.class)
			.isThrownBy(() -> new TokenSecrets(secret, GOOD, "", "", false))
			.withMessageStartingWith("ACCESS_TOKEN_SECRET");
	}

	@Test
	void createWhenSecretsAreEqualRefuses() {
		assertThatExceptionOfType(InvalidSettingException.class)
			.isThrownBy(() -> new TokenSecrets(GOOD, GOOD, "", "", false))
			.withMessageContaining("equal");
	}

	@Test
	void createWhenMissingAndDrawnMakesGoodOnes() {
		TokenSecrets drawn = new TokenSecrets("", " ", "", "", true);
		TokenSecrets again = new TokenSecrets(drawn.access(), "", "", "", true);
		assertThat(again.access()).isEqualTo(drawn.access()).hasSizeGreaterThan(32);
		assertThat(again.refresh()).isNotEqualTo(drawn.refresh()).isNotEqualTo(drawn.access());
		assertThatExceptionOfType(InvalidSettingException.class)
			.isThrownBy(() -> new TokenSecrets(GOOD.substring(1), "", "", "", true));
	}

	@Test
	void createWhenThereArePreviousSecretsPairsAllButNamesTheCurrentOnesFirst() {
		TokenSecrets secrets = new TokenSecrets(GOOD, GOOD + "r", GOOD + "a1," + GOOD + "a2," + GOOD, GOOD + "r1",
				false);
		assertThat(secrets.allAccess()).containsExactly(GOOD, GOOD + "a1", GOOD + "a2");
		assertThat(secrets.allRefresh()).containsExactly(GOOD + "r", GOOD + "r1");
		assertThat(secrets.pairs()).hasSize(6).startsWith(new SecretPair(GOOD, GOOD + "r"));
		assertThat(secrets.toString() + secrets.pairs()).doesNotContain(GOOD);
	}

	@ParameterizedTest
	@ValueSource(strings = { "short", GOOD + "a,", GOOD + "a, " + GOOD + "b", ",", GOOD + "a," + GOOD + "r",
			"changeme-changeme-changeme-changeme" })
	void createWhenPreviousSecretIsBadRefuses(String previous) {
		assertThatExceptionOfType(InvalidSettingException.class)
			.isThrownBy(() -> new TokenSecrets(GOOD, GOOD + "r", previous, "", false))
			.withMessageContaining("ACCESS_TOKEN_SECRET_PREVIOUS");
	}

}
