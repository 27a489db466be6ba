package dev.authserver.storage;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;

import dev.authserver.settings.InvalidSettingException;
import dev.authserver.settings.Settings;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Where the data lives.
 *
 * @param dataDir folder of the embedded database
 * @param databaseUrl JDBC URL of a PostgreSQL database that takes its place, or empty
 * @param databaseUsername of the PostgreSQL user
 * @param databasePassword of the PostgreSQL user
 * @param databaseConnections most connections at once, two of which the migrations need
 * @param connectionWait how long a request waits for a connection
 */
@ConfigurationProperties("auth.storage")
record StorageProperties(String dataDir, String databaseUrl, String databaseUsername, String databasePassword,
		int databaseConnections, Duration connectionWait) implements Settings {

	StorageProperties {
		if (!databaseUrl.isBlank() && !isPostgresql(databaseUrl)) {
			throw new InvalidSettingException("DATABASE_URL is not the JDBC URL of a PostgreSQL database.",
					"Set DATABASE_URL to something like jdbc:postgresql://host:5432/auth, or leave it unset for the "
							+ "embedded database.");
		}
		if (databaseUrl.isBlank() && dataDir.isBlank()) {
			throw new InvalidSettingException("DATA_DIR is empty.",
					"Set DATA_DIR to a folder, or leave it unset for ./data.");
		}
		if (databaseConnections < 2 || databaseConnections > 1000) {
			throw new InvalidSettingException("DATABASE_CONNECTIONS must be a whole number from 2 to 1000.",
					"Leave DATABASE_CONNECTIONS unset for 5.");
		}
	}

	/**
	 * Whether the driver understands this URL, which may hold a password and would stand
	 * in a stack trace.
	 */
	private static boolean isPostgresql(String url) {
		try {
			DriverManager.getDriver(url);
			return url.startsWith("jdbc:postgresql:");
		}
		catch (SQLException ex) {
			return false;
		}
	}

	boolean isEmbedded() {
		return this.databaseUrl.isBlank();
	}

	@Override
	public String toString() {
		return "StorageProperties[" + (isEmbedded() ? "dataDir=" + this.dataDir : "PostgreSQL") + "]";
	}

}
