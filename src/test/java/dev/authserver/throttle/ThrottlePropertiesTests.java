package dev.authserver.throttle;

import java.util.Map;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * That only a word for no switches the throttle off.
 */
class ThrottlePropertiesTests {

	@ParameterizedTest
	@CsvSource({ "'', true", "on, true", "ON, true", "off, false", "OFF, false" })
	void bindWhenSwitchIsWrittenLikeThisTakesIt(String written, boolean on) {
		Map<String, String> settings = Map.of("auth.throttle.login-throttle", written, "auth.throttle.max-wait", "2s");
		ThrottleProperties properties = new Binder(new MapConfigurationPropertySource(settings))
			.bind("auth.throttle", ThrottleProperties.class)
			.get();
		assertThat(properties.loginThrottle()).isEqualTo(on);
	}

}
