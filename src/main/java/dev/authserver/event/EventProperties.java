package dev.authserver.event;

import java.time.Duration;

import dev.authserver.settings.InvalidSettingException;
import dev.authserver.settings.Settings;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * How long events are kept.
 *
 * @param retention after which they are deleted; zero stores none
 */
@ConfigurationProperties("auth.event")
record EventProperties(Duration retention) implements Settings {

	EventProperties {
		if (!retention.isZero()
				&& (retention.compareTo(Duration.ofHours(1)) < 0 || retention.compareTo(Duration.ofDays(3660)) > 0)) {
			throw new InvalidSettingException("EVENTS_RETENTION must be 0 or a time from 1h to 3660d, such as 90d.",
					"Leave EVENTS_RETENTION unset for 90d; with 0, events are in the log only.");
		}
	}

	boolean keepsEvents() {
		return !this.retention.isZero();
	}

}
