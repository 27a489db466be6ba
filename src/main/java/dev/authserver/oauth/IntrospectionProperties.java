package dev.authserver.oauth;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

import dev.authserver.settings.InvalidSettingException;
import dev.authserver.settings.Settings;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Which resource servers may ask about tokens.
 *
 * @param introspectionClients names and secrets: {@code name:secret}, separated by commas
 */
@ConfigurationProperties("auth.oauth")
record IntrospectionProperties(String introspectionClients) implements Settings {

	private static final int MIN_BYTES = 32;

	IntrospectionProperties {
		read(introspectionClients);
	}

	/**
	 * The secrets by the names of the clients.
	 */
	Map<String, String> secrets() {
		return read(this.introspectionClients);
	}

	private static Map<String, String> read(String pairs) {
		Map<String, String> secrets = new LinkedHashMap<>();
		for (String pair : pairs.isBlank() ? new String[0] : pairs.split(",", -1)) {
			int colon = pair.indexOf(':');
			if (colon < 1 || !pair.equals(pair.strip())) {
				throw refuse("INTROSPECTION_CLIENTS is no list of name:secret.");
			}
			String secret = pair.substring(colon + 1);
			if (secret.getBytes(StandardCharsets.UTF_8).length < MIN_BYTES) {
				throw refuse("A secret of INTROSPECTION_CLIENTS is shorter than " + MIN_BYTES + " bytes.");
			}
			if (secrets.put(pair.substring(0, colon), secret) != null) {
				throw refuse("INTROSPECTION_CLIENTS names a client twice.");
			}
		}
		return secrets;
	}

	private static InvalidSettingException refuse(String message) {
		return new InvalidSettingException(message,
				"Set INTROSPECTION_CLIENTS to pairs separated by commas alone, such as orders:SECRET, each with a secret "
						+ "of its own from `openssl rand -base64 48`.");
	}

	@Override
	public String toString() {
		return "IntrospectionProperties[]";
	}

}
