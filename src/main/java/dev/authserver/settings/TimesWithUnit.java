package dev.authserver.settings;

import java.util.regex.Pattern;

import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;

/**
 * Refuses a bare number where the default has a unit of time: Spring would take it for
 * milliseconds, of which whoever writes {@code LOGIN_MAX_WAIT=5} hardly thinks.
 */
class TimesWithUnit implements EnvironmentPostProcessor, Ordered {

	private static final Pattern TIME = Pattern.compile("\\d+(ms|[smhd])");

	private static final Pattern BARE_NUMBER = Pattern.compile("\\s*[+-]?0*[1-9]\\d*\\s*");

	@Override
	public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
		Variables variables = new Variables(environment);
		variables.defaults().forEach((name, usual) -> {
			String value = variables.value(name);
			if (value != null && TIME.matcher(usual).matches() && BARE_NUMBER.matcher(value).matches()) {
				throw new InvalidSettingException("The value '" + value + "' of " + name + " has no unit.",
						"Write it with its unit, as in 500ms, 2s, 5m, 12h or 30d, or leave " + name + " unset for "
								+ usual + ".");
			}
		});
	}

	/**
	 * Runs once {@code application.yaml} has been read.
	 */
	@Override
	public int getOrder() {
		return Ordered.LOWEST_PRECEDENCE - 1;
	}

}
