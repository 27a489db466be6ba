package dev.authserver.throttle;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Whether logins are throttled.
 *
 * @param loginThrottle off leaves wrong passwords without a limit
 */
@ConfigurationProperties("auth.throttle")
record ThrottleProperties(Mode loginThrottle) {

	ThrottleProperties(@Nullable Mode loginThrottle) {
		this.loginThrottle = (loginThrottle != null) ? loginThrottle : Mode.ON;
	}

	enum Mode {

		ON, OFF

	}

}
