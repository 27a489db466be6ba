package dev.authserver.settings;

import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.util.StringUtils;

/**
 * Tells Boot, which sets the log up before any bean exists, what {@code LOG_FORMAT} and
 * {@code LOG_LEVEL} say.
 */
class LogSettings implements EnvironmentPostProcessor, Ordered {

	private static final String JSON = "json";

	@Override
	public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
		String format = oneOf(environment, "LOG_FORMAT", "text", JSON);
		String level = oneOf(environment, "LOG_LEVEL", "info", "error", "warn", "debug");
		environment.getPropertySources()
			.addFirst(new MapPropertySource("logSettings", Map.of("logging.structured.format.console",
					format.equals(JSON) ? "ecs" : "", "logging.level.root", level)));
	}

	/**
	 * The value of a variable, in lower case.
	 * @param usual the default
	 */
	private static String oneOf(ConfigurableEnvironment environment, String variable, String usual, String... others) {
		String value = environment.getProperty(variable);
		String written = StringUtils.hasText(value) ? value.toLowerCase(Locale.ROOT) : usual;
		if (!written.equals(usual) && !List.of(others).contains(written)) {
			throw new InvalidSettingException(
					"The value '" + value + "' of " + variable + " is not one of " + usual + ", "
							+ String.join(", ", others) + ".",
					"Correct " + variable + ", or leave it unset for " + usual + ".");
		}
		return written;
	}

	/**
	 * Runs once {@code application.yaml} has been read.
	 */
	@Override
	public int getOrder() {
		return Ordered.LOWEST_PRECEDENCE - 1;
	}

}
