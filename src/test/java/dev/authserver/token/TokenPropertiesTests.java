package dev.authserver.token;

import dev.authserver.settings.InvalidSettingException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Which lifetimes the server starts with.
 */
class TokenPropertiesTests {

	@ParameterizedTest
	@ValueSource(ints = { 1, 15, 527040 })
	void createWhenLifetimeIsInRangeWorks(int minutes) {
		TokenProperties properties = new TokenProperties(minutes, minutes, "", "");
		assertThat(properties.accessLifetime()).hasMinutes(minutes);
		assertThat(properties.refreshLifetime()).hasMinutes(minutes);
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, -1, Integer.MIN_VALUE, 527041, Integer.MAX_VALUE })
	void createWhenLifetimeIsAbsurdRefuses(int minutes) {
		assertThatExceptionOfType(InvalidSettingException.class)
			.isThrownBy(() -> new TokenProperties(minutes, 1, "", ""))
			.withMessageStartingWith("ACCESS_TOKEN_EXPIRY");
		assertThatExceptionOfType(InvalidSettingException.class)
			.isThrownBy(() -> new TokenProperties(1, minutes, "", ""))
			.withMessageStartingWith("REFRESH_TOKEN_EXPIRY");
	}

	@ParameterizedTest
	@ValueSource(strings = { "https://auth.example.com", "https://auth.example.com:8443/a/b", "https://a.example/",
			"http://localhost:8080", "http://127.0.0.1:8080/auth", "http://[::1]:8080" })
	void createWhenIssuerIsAnAddressWorks(String issuer) {
		assertThat(new TokenProperties(15, 180, issuer, "api").issuer()).contains(issuer);
		assertThat(new TokenProperties(15, 180, "", "").issuer()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "auth.example.com", "http://auth.example.com", "http://127.0.0.1.example.com",
			"https://a.example?x=y", "https://a.example#x", "https://u:p@a.example", "https://", "ftp://localhost", " ",
			"https://a.example/../b", "https://a.example/ b" })
	void createWhenIssuerIsNoAddressRefuses(String issuer) {
		assertThatExceptionOfType(InvalidSettingException.class)
			.isThrownBy(() -> new TokenProperties(15, 180, issuer, ""))
			.withMessageStartingWith("ISSUER");
	}

	@ParameterizedTest
	@ValueSource(strings = { " api", "api ", " " })
	void createWhenAudienceHasBlanksRefuses(String audience) {
		assertThatExceptionOfType(InvalidSettingException.class)
			.isThrownBy(() -> new TokenProperties(15, 180, "", audience))
			.withMessageStartingWith("AUDIENCE");
	}

}
