package dev.authserver.settings;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.env.OriginTrackedMapPropertySource;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.util.StringUtils;

/**
 * The environment variables that this server knows, with their defaults. It reads both
 * from {@code application.yaml}, so that no second list of them can be out of date.
 */
public final class Variables {

	private static final Pattern REFERENCE = Pattern.compile("\\$\\{([A-Z][A-Z0-9_]*)(?::([^}]*))?}");

	/**
	 * A value that stands in one line of a log without quotes.
	 */
	private static final Pattern PRINTABLE = Pattern.compile("[\\x21-\\x7e]{1,100}");

	private static final Pattern SECRET = Pattern.compile("SECRET|KEY|URL|(?<!^)PASSWORD|^PASSWORD$");

	private final ConfigurableEnvironment environment;

	private final Map<String, String> defaults = new TreeMap<>();

	public Variables(ConfigurableEnvironment environment) {
		this.environment = environment;
		for (PropertySource<?> source : environment.getPropertySources()) {
			if (source instanceof OriginTrackedMapPropertySource file) {
				file.getSource().values().forEach((value) -> addReferences(String.valueOf(value)));
			}
		}
		SecretFiles.VARIABLES.forEach((variable) -> this.defaults.put(variable + SecretFiles.SUFFIX, ""));
	}

	private void addReferences(String value) {
		Matcher reference = REFERENCE.matcher(value);
		while (reference.find()) {
			this.defaults.put(reference.group(1), Objects.requireNonNullElse(reference.group(2), ""));
		}
	}

	Map<String, String> defaults() {
		return this.defaults;
	}

	/**
	 * The value that is set for a variable, if any. An empty one counts as none.
	 */
	public @Nullable String value(String name) {
		String value = this.environment.getProperty(name);
		return StringUtils.hasLength(value) ? value : null;
	}

	/**
	 * The variables whose value is not the default, each with its value unless that may
	 * be a secret.
	 */
	public List<String> changed() {
		return this.defaults.entrySet()
			.stream()
			.filter((known) -> value(known.getKey()) != null && !known.getValue().equals(value(known.getKey())))
			.map((known) -> describe(known.getKey(), String.valueOf(value(known.getKey()))))
			.toList();
	}

	private static String describe(String name, String value) {
		return (mayBeSecret(name) || !PRINTABLE.matcher(value).matches()) ? name : name + "=" + value;
	}

	/**
	 * Whether the value of a variable must not be shown.
	 */
	static boolean mayBeSecret(String name) {
		return !name.endsWith(SecretFiles.SUFFIX) && SECRET.matcher(name).find();
	}

	/**
	 * Those names in the environment that are no settings but look like one, each with
	 * the name that was likely meant.
	 */
	public Map<String, String> misspelt() {
		Map<String, String> misspelt = new TreeMap<>();
		Misspellings misspellings = new Misspellings(Set.copyOf(this.defaults.keySet()));
		if (this.environment.getPropertySources()
			.get(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME) instanceof EnumerablePropertySource<?> set) {
			for (String name : set.getPropertyNames()) {
				misspellings.meant(name).ifPresent((known) -> misspelt.put(name, known));
			}
		}
		return misspelt;
	}

}
