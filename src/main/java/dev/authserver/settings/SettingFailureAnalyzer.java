package dev.authserver.settings;

import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.boot.env.OriginTrackedMapPropertySource;
import org.springframework.core.Ordered;
import org.springframework.core.convert.ConversionFailedException;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;
import org.springframework.core.env.PropertySource;

/**
 * Explains in one paragraph which setting keeps the server from starting. It calls the
 * setting by the name of its environment variable, which is the name the operator knows.
 */
class SettingFailureAnalyzer implements FailureAnalyzer, Ordered {

	private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Z0-9_]+)");

	private final Environment environment;

	SettingFailureAnalyzer(Environment environment) {
		this.environment = environment;
	}

	@Override
	public @Nullable FailureAnalysis analyze(Throwable failure) {
		FailureAnalysis analysis = explain(failure);
		return (analysis != null)
				? new FailureAnalysis(analysis.getDescription(), analysis.getAction() + misspelt(), analysis.getCause())
				: null;
	}

	/**
	 * The start ends before it warns of names that look like settings, one of which may
	 * be what is missing.
	 */
	private String misspelt() {
		if (!(this.environment instanceof ConfigurableEnvironment configurable)) {
			return "";
		}
		return new Variables(configurable).misspelt()
			.entrySet()
			.stream()
			.map((name) -> " " + name.getKey() + " is set, which is no setting: " + name.getValue() + " may be meant.")
			.collect(Collectors.joining());
	}

	private @Nullable FailureAnalysis explain(Throwable failure) {
		FailureAnalysis analysis = null;
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			if (cause instanceof InvalidSettingException invalid) {
				return new FailureAnalysis(String.valueOf(invalid.getMessage()), invalid.remedy(), failure);
			}
			if (cause instanceof BindException bind && bind.getProperty() != null) {
				ConfigurationProperty property = bind.getProperty();
				String written = this.environment.resolvePlaceholders(String.valueOf(property.getValue()));
				analysis = analyze(failure, property.getName().toString(), written,
						bind.getTarget().getType().resolve(Object.class));
			}
			else if (cause instanceof ConversionFailedException conversion
					&& cause.getCause() instanceof InvalidConfigurationPropertyValueException wrong) {
				analysis = analyze(failure, wrong.getName(), String.valueOf(wrong.getValue()),
						conversion.getTargetType().getType());
			}
		}
		return analysis;
	}

	/**
	 * @param written the value as the operator wrote it
	 */
	private FailureAnalysis analyze(Throwable failure, String property, String written, Class<?> type) {
		String name = variable(property);
		String value = Variables.mayBeSecret(name) ? "" : " '" + written + "'";
		return new FailureAnalysis("The value" + value + " of " + name + " is not " + expected(type) + ".",
				"Correct " + name + ", or leave it unset for its default.", failure);
	}

	private static String expected(Class<?> type) {
		if (type == boolean.class || type == Boolean.class) {
			return "one of on, off";
		}
		if (type.isEnum()) {
			return "one of " + Arrays.stream(type.getEnumConstants())
				.map((constant) -> constant.toString().toLowerCase(Locale.ROOT))
				.collect(Collectors.joining(", "));
		}
		if (type == int.class || type == Integer.class || type == long.class || type == Long.class) {
			return "a whole number in range";
		}
		return (type == Duration.class) ? "a duration" : "possible";
	}

	/**
	 * Finds the environment variable that {@code application.yaml} takes a property from.
	 */
	private String variable(String name) {
		if (this.environment instanceof ConfigurableEnvironment configurable) {
			for (PropertySource<?> source : configurable.getPropertySources()) {
				Object raw = (source instanceof OriginTrackedMapPropertySource) ? source.getProperty(name) : null;
				Matcher variable = VARIABLE.matcher(String.valueOf(raw));
				if (variable.find()) {
					return variable.group(1);
				}
			}
		}
		return name;
	}

	@Override
	public int getOrder() {
		return Ordered.HIGHEST_PRECEDENCE;
	}

}
