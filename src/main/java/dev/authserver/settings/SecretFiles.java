package dev.authserver.settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.util.StringUtils;

/**
 * Reads a secret or password from the file that its variable's {@code _FILE} names, as
 * container platforms hand them out.
 */
class SecretFiles implements EnvironmentPostProcessor, Ordered {

	static final List<String> VARIABLES = List.of("ACCESS_TOKEN_SECRET", "REFRESH_TOKEN_SECRET",
			"ACCESS_TOKEN_SECRET_PREVIOUS", "REFRESH_TOKEN_SECRET_PREVIOUS", "SIGNING_KEY", "INTROSPECTION_CLIENTS",
			"ADMIN_PASSWORD", "DATABASE_PASSWORD");

	/**
	 * What the name of a variable ends with that names a file.
	 */
	static final String SUFFIX = "_FILE";

	/**
	 * The character that Java puts in place of each byte that is not text in its locale.
	 * Different secrets could become the same one.
	 */
	private static final char UNREADABLE = '\uFFFD';

	@Override
	public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
		Map<String, Object> secrets = new HashMap<>();
		for (String variable : VARIABLES) {
			String file = environment.getProperty(variable + SUFFIX);
			String value = environment.getProperty(variable);
			if (StringUtils.hasText(file)) {
				if (StringUtils.hasLength(value)) {
					throw new InvalidSettingException("Both " + variable + " and " + variable + "_FILE are set.",
							"Unset one of them.");
				}
				secrets.put(variable, LiteralValues.literal(read(variable, file)));
			}
			else if (value != null && value.indexOf(UNREADABLE) >= 0) {
				throw new InvalidSettingException(variable + " has characters that Java cannot read in this locale.",
						"Start the server with LC_ALL=C.UTF-8, or set " + variable + "_FILE to a file in UTF-8.");
			}
		}
		environment.getPropertySources().addFirst(new MapPropertySource("secretFiles", secrets));
	}

	private static String read(String variable, String file) {
		try {
			String secret = Files.readString(Path.of(file)).replaceFirst("\\r?\\n\\z", "");
			if (!secret.isEmpty()) {
				return secret;
			}
			throw new InvalidSettingException("The file of " + variable + "_FILE (" + file + ") is empty.",
					"Write the secret into it.");
		}
		catch (IOException | InvalidPathException ex) {
			throw new InvalidSettingException(
					"The file of " + variable + "_FILE (" + file + ") cannot be read as UTF-8 text.",
					"Check that it exists and that the server's user may read it.", ex);
		}
	}

	@Override
	public int getOrder() {
		return Ordered.LOWEST_PRECEDENCE - 1;
	}

}
