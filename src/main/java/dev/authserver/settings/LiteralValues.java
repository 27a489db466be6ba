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
 * Takes the values that the operator sets literally: Spring would replace
 * <code>${…}</code> in a secret, or print the secret where it cannot. Only
 * {@code application.yaml} may refer to other settings.
 */
class LiteralValues implements EnvironmentPostProcessor, Ordered {

	private static final String BRACE = "auth.literal.brace";

	/**
	 * Names of the property sources that operators write: command line,
	 * {@code SPRING_APPLICATION_JSON}, {@code -D} options, environment.
	 */
	private static final List<String> OPERATOR_SOURCES = List.of(
			CommandLinePropertySource.COMMAND_LINE_PROPERTY_SOURCE_NAME, "spring.application.json",
			StandardEnvironment.SYSTEM_PROPERTIES_PROPERTY_SOURCE_NAME,
			StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME);

	/**
	 * Returns a text that Spring resolves to the given value: each brace behind a dollar
	 * sign becomes a reference to a property that holds a brace, and Spring does not
	 * resolve the result again. Spring's own escape, a backslash, does not work here: it
	 * stays in the value where no brace closes, and a backslash that is part of the value
	 * is lost.
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
	 * Copies the values that have a reference in them. Spring Boot recognizes the
	 * environment by the end of the name of its source, so the name keeps that end.
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
	 * Runs before Boot reads {@code application.yaml}, which is when it resolves the
	 * first values.
	 */
	@Override
	public int getOrder() {
		return ConfigDataEnvironmentPostProcessor.ORDER - 1;
	}

}
