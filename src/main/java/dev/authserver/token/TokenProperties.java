package dev.authserver.token;

import java.time.Duration;

import dev.authserver.settings.InvalidSettingException;
import dev.authserver.settings.Settings;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * How long tokens live.
 *
 * @param accessExpiry lifetime of an access token in whole minutes
 * @param refreshExpiry lifetime of a refresh token in whole minutes
 */
@ConfigurationProperties("auth.token")
record TokenProperties(int accessExpiry, int refreshExpiry) implements Settings {

	static final Duration MAX_LIFETIME = Duration.ofDays(366);

	TokenProperties {
		check("ACCESS_TOKEN_EXPIRY", accessExpiry);
		check("REFRESH_TOKEN_EXPIRY", refreshExpiry);
	}

	Duration accessLifetime() {
		return Duration.ofMinutes(this.accessExpiry);
	}

	Duration refreshLifetime() {
		return Duration.ofMinutes(this.refreshExpiry);
	}

	private static void check(String variable, int minutes) {
		if (minutes < 1 || minutes > MAX_LIFETIME.toMinutes()) {
			throw new InvalidSettingException(
					variable + " must be a whole number of minutes from 1 to " + MAX_LIFETIME.toMinutes() + ".",
					"Set " + variable + " to such a number, or leave it unset for the default.");
		}
	}

}
