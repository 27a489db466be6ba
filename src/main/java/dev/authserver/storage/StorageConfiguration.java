package dev.authserver.storage;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import javax.sql.DataSource;

import dev.authserver.settings.Settings;

import org.springframework.boot.flyway.autoconfigure.FlywayConfigurationCustomizer;
import org.springframework.boot.health.contributor.HealthContributor;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.boot.jdbc.health.DataSourceHealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/**
 * Connects to the embedded H2 database or to PostgreSQL.
 */
@Configuration(proxyBeanMethods = false)
class StorageConfiguration {

	/**
	 * H2 writes each commit to the file before it acknowledges it, so that the commit
	 * survives the end of the process; leaves it to the server's orderly stop to close
	 * the file; waits up to 10 s for a row that another transaction is changing; and
	 * writes no trace file, which would grow on a disk that is full.
	 */
	private static final String H2_OPTIONS = ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE;LOCK_TIMEOUT=10000;TRACE_LEVEL_FILE=0";

	private static final String LAST_USER_ID_ON_H2 = """
			(select identity_base - 1 from information_schema.columns
			where table_schema = current_schema and table_name = 'USERS' and column_name = 'ID')""";

	private static final String LAST_USER_ID_ON_POSTGRESQL = """
			(select case when is_called then last_value else 0 end from users_id_seq)""";

	/**
	 * @param checked the settings of all rooms: Spring reads and checks them first, so
	 * that a wrong one ends the start before the folder is touched
	 */
	@Bean
	JdbcConnectionDetails jdbcConnectionDetails(StorageProperties storage, List<Settings> checked) {
		if (storage.isEmbedded()) {
			Path file = DataDirectory.prepare(storage.dataDir());
			return new Connection("jdbc:h2:file:" + file + H2_OPTIONS, "sa", "");
		}
		return new Connection(storage.databaseUrl(), storage.databaseUsername(), storage.databasePassword());
	}

	/**
	 * Fills in what differs between servers: PostgreSQL finds beginnings of texts by an
	 * index only if the index says so, each database tells its last generated id in its
	 * own way, and how long refresh tokens live is a setting.
	 */
	@Bean
	FlywayConfigurationCustomizer placeholders(StorageProperties storage, Environment environment) {
		String patternOps = storage.isEmbedded() ? "" : " text_pattern_ops";
		String lastUserId = storage.isEmbedded() ? LAST_USER_ID_ON_H2 : LAST_USER_ID_ON_POSTGRESQL;
		String minutes = environment.getRequiredProperty("auth.token.refresh-expiry");
		return (flyway) -> flyway
			.placeholders(Map.of("pattern_ops", patternOps, "last_user_id", lastUserId, "refresh_minutes", minutes));
	}

	@Bean
	DatabasePlace databasePlace(StorageProperties storage) {
		return DatabasePlace.of(storage);
	}

	@Bean
	HealthContributor dbHealthContributor(DataSource dataSource) {
		return new DataSourceHealthIndicator(dataSource, DatabaseWatch.QUERY);
	}

	/**
	 * URL and credentials of the database.
	 */
	private record Connection(String url, String username, String password) implements JdbcConnectionDetails {

		@Override
		public String getJdbcUrl() {
			return this.url;
		}

		@Override
		public String getUsername() {
			return this.username;
		}

		@Override
		public String getPassword() {
			return this.password;
		}

		@Override
		public String toString() {
			return "Connection[]";
		}

	}

}
