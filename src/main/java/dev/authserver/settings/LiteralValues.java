package dev.authserver.settings;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.core.Ordered;
import org.springframework.core.env.CommandLinePropertySource;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/**
 * Takes what the operator sets to the letter: Spring would replace <code>${…}</code> in a
 * secret, or print the secret where it cannot. Only {@code application.yaml} may refer to
 * other settings.
 */
class LiteralValues implements EnvironmentPostProcessor, Ordered {

	private static final String BRACE = "auth.literal.brace";

	/**
	 * Command line, {@code SPRING_APPLICATION_JSON}, {@code -D} options, environment.
	 */
	private static final List<String> OPERATOR_SOURCES = List.of(
			CommandLinePropertySource.COMMAND_LINE_PROPERTY_SOURCE_NAME, "spring.application.json",
			StandardEnvironment.SYSTEM_PROPERTIES_PROPERTY_SOURCE_NAME,
			StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME);

	/**
	 * What resolves to this value, which Spring reads once and never again. Escaping by
	 * backslashes would not do: a backslash stays where no brace closes, and one that is
	 * part of the value would go.
	 */
	static String literal(String value) {
		return value.replace("${", "$${" + BRACE + "}");
	}

	@Override
	public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
		MutablePropertySources sources = environment.getPropertySources();
		for (String name : OPERATOR_SOURCES) {
			if (sources.get(name) instanceof EnumerablePropertySource<?> source) {
				sources.addBefore(name, literal(source));
			}
		}
		sources.addFirst(new MapPropertySource("literalBrace", Map.of(BRACE, "{")));
	}

	/**
	 * The end of its name tells Spring Boot how to match names of the environment.
	 */
	private static PropertySource<?> literal(EnumerablePropertySource<?> source) {
		Map<String, Object> values = new HashMap<>();
		for (String name : source.getPropertyNames()) {
			if (source.getProperty(name) instanceof CharSequence value && value.toString().contains("${")) {
				values.put(name, literal(value.toString()));
			}
		}
		String name = "literal-" + source.getName();
		return (source instanceof SystemEnvironmentPropertySource) ? new SystemEnvironmentPropertySource(name, values)
				: new MapPropertySource(name, values);
	}

	/**
	 * Before any value is read.
	 */
	@Override
	public int getOrder() {
		return ConfigDataEnvironmentPostProcessor.ORDER - 1;
	}

}
