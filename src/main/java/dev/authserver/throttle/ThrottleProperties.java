package dev.authserver.throttle;

import java.time.Duration;

import dev.authserver.settings.Settings;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Whether logins are throttled.
 *
 * @param loginThrottle off leaves wrong passwords without a limit
 * @param maxWait how long a login may wait for the outcome of those before it
 */
@ConfigurationProperties("auth.throttle")
record ThrottleProperties(Mode loginThrottle, Duration maxWait) implements Settings {

	ThrottleProperties(@Nullable Mode loginThrottle, Duration maxWait) {
		this.loginThrottle = (loginThrottle != null) ? loginThrottle : Mode.ON;
		this.maxWait = maxWait;
	}

	enum Mode {

		ON, OFF

	}

}
