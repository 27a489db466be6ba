package dev.authserver.throttle;

import java.time.Duration;

import dev.authserver.settings.Settings;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Whether logins are throttled.
 *
 * @param loginThrottle whether wrong passwords are limited
 * @param maxWait how long a login may wait for the outcome of those before it
 */
@ConfigurationProperties("auth.throttle")
record ThrottleProperties(@DefaultValue("on") Boolean loginThrottle, Duration maxWait) implements Settings {
}
