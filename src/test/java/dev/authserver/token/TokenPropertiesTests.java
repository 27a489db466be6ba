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
		TokenProperties properties = new TokenProperties(minutes, minutes);
		assertThat(properties.accessLifetime()).hasMinutes(minutes);
		assertThat(properties.refreshLifetime()).hasMinutes(minutes);
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, -1, Integer.MIN_VALUE, 527041, Integer.MAX_VALUE })
	void createWhenLifetimeIsAbsurdRefuses(int minutes) {
		assertThatExceptionOfType(InvalidSettingException.class).isThrownBy(() -> new TokenProperties(minutes, 1))
			.withMessageStartingWith("ACCESS_TOKEN_EXPIRY");
		assertThatExceptionOfType(InvalidSettingException.class).isThrownBy(() -> new TokenProperties(1, minutes))
			.withMessageStartingWith("REFRESH_TOKEN_EXPIRY");
	}

}
