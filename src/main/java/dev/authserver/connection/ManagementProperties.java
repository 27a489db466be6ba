package dev.authserver.connection;

import dev.authserver.settings.InvalidSettingException;
import dev.authserver.settings.Settings;
import jakarta.servlet.ServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The port for those who watch the server. Without one nothing is measured.
 *
 * @param port of health and metrics, if any
 * @param serverPort the port of everything else
 */
@ConfigurationProperties("auth.management")
public record ManagementProperties(@Nullable Integer port, int serverPort) implements Settings {

	private static final int MAX_PORT = 65535;

	public ManagementProperties {
		if (port != null && (port < 1 || port > MAX_PORT)) {
			throw new InvalidSettingException("MANAGEMENT_PORT must be a whole number from 1 to " + MAX_PORT + ".",
					"Set MANAGEMENT_PORT to a port that is free, or leave it unset for none.");
		}
		if (port != null && port == serverPort) {
			throw new InvalidSettingException("MANAGEMENT_PORT and SERVER_PORT are equal.",
					"Set MANAGEMENT_PORT to another port, which clients cannot reach, or leave it unset for none.");
		}
	}

	public boolean isOn() {
		return this.port != null;
	}

	/**
	 * Whether a request has come by the port for management, whatever its headers say.
	 */
	public boolean received(ServletRequest request) {
		return this.port != null && request.getLocalPort() == this.port;
	}

}
