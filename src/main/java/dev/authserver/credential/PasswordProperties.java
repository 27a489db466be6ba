package dev.authserver.credential;

import dev.authserver.settings.InvalidSettingException;
import dev.authserver.settings.Settings;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How good a new password must be.
 *
 * @param policy whether new passwords are judged at all
 * @param minLength the least number of characters (Unicode code points)
 */
@ConfigurationProperties("auth.password")
record PasswordProperties(@DefaultValue("on") Boolean policy, int minLength) implements Settings {

	PasswordProperties {
		if (minLength < 1 || minLength > 128) {
			throw new InvalidSettingException("PASSWORD_MIN_LENGTH must be a whole number from 1 to 128.",
					"Set PASSWORD_MIN_LENGTH to, say, 8, or leave it unset.");
		}
	}

}
