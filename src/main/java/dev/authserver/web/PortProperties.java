package dev.authserver.web;

import dev.authserver.settings.InvalidSettingException;
import dev.authserver.settings.Settings;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Says which ports there are before Tomcat fails to open another.
 *
 * @param port 0 for any that is free
 */
@ConfigurationProperties("server")
record PortProperties(int port) implements Settings {

	private static final int MAX_PORT = 65535;

	PortProperties {
		if (port < 0 || port > MAX_PORT) {
			throw new InvalidSettingException("SERVER_PORT must be a whole number from 0 to " + MAX_PORT + ".",
					"Set SERVER_PORT to a port that is free, or leave it unset for its default.");
		}
	}

}
