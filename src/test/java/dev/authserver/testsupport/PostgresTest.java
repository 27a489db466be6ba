package dev.authserver.testsupport;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.Map;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.ContextConfiguration;

/**
 * An {@link ApiTest} on a real PostgreSQL instead of H2.
 */
@Inherited
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ApiTest
@ContextConfiguration(initializers = PostgresTest.Database.class)
public @interface PostgresTest {

	/**
	 * Starts a PostgreSQL with the first context that asks, until the tests end.
	 */
	class Database implements ApplicationContextInitializer<ConfigurableApplicationContext> {

		private static final EmbeddedPostgres POSTGRES = start();

		private static EmbeddedPostgres start() {
			try {
				return EmbeddedPostgres.builder().start();
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}

		@Override
		public void initialize(ConfigurableApplicationContext context) {
			TestPropertyValues.of(settings("postgres")).applyTo(context);
		}

		private static Map<String, String> settings(String name) {
			return Map.of("DATABASE_URL", POSTGRES.getJdbcUrl("postgres", name), "DATABASE_USERNAME", "postgres");
		}

		/**
		 * Makes an empty database.
		 * @return the settings with which a server uses it
		 */
		public static Map<String, String> create(String name) {
			new JdbcTemplate(POSTGRES.getPostgresDatabase()).execute("create database " + name);
			return settings(name);
		}

	}

}
