package dev.authserver.session;

import java.time.Duration;

import dev.authserver.settings.InvalidSettingException;
import dev.authserver.settings.Settings;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How sessions live.
 *
 * @param perUser how many of a user live at once
 * @param rotation whether each refresh answers a new refresh token and ends the old one
 * @param graceSeconds how long the old one may still be repeated
 * @param maxLifetime after which a session ends however often it is rotated
 */
@ConfigurationProperties("auth.session")
record SessionProperties(int perUser, @DefaultValue("off") Boolean rotation, int graceSeconds,
		Duration maxLifetime) implements Settings {

	SessionProperties {
		if (perUser < 1 || perUser > 1000) {
			throw new InvalidSettingException("SESSIONS_PER_USER must be a whole number from 1 to 1000.",
					"Leave SESSIONS_PER_USER unset for 10.");
		}
		if (graceSeconds < 0 || graceSeconds > 300) {
			throw new InvalidSettingException("REFRESH_TOKEN_GRACE must be a whole number of seconds from 0 to 300.",
					"Leave REFRESH_TOKEN_GRACE unset for 10.");
		}
		if (maxLifetime.compareTo(Duration.ofMinutes(1)) < 0 || maxLifetime.compareTo(Duration.ofDays(3660)) > 0) {
			throw new InvalidSettingException("SESSION_MAX_LIFETIME must be a time from 1m to 3660d, such as 30d.",
					"Leave SESSION_MAX_LIFETIME unset for 30d.");
		}
	}

	Duration grace() {
		return Duration.ofSeconds(this.graceSeconds);
	}

}
