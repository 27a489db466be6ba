package dev.authserver.credential;

import dev.authserver.settings.InvalidSettingException;
import dev.authserver.settings.Settings;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * How good a new password must be.
 *
 * @param policy whether new passwords are judged at all
 * @param minLength the least number of characters (Unicode code points)
 */
@ConfigurationProperties("auth.password")
record PasswordProperties(Policy policy, int minLength) implements Settings {

	PasswordProperties(@Nullable Policy policy, int minLength) {
		if (minLength < 1 || minLength > 128) {
			throw new InvalidSettingException("PASSWORD_MIN_LENGTH must be a whole number from 1 to 128.",
					"Set PASSWORD_MIN_LENGTH to, say, 8, or leave it unset.");
		}
		this.policy = (policy != null) ? policy : Policy.ON;
		this.minLength = minLength;
	}

	enum Policy {

		ON, OFF

	}

}
