package dev.authserver.email;

import java.sql.Connection;

import javax.sql.DataSource;

import dev.authserver.testsupport.Api;
import org.flywaydb.core.api.configuration.Configuration;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.flywaydb.core.api.migration.Context;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * That users whose e-mails were stored in an earlier form stay reachable, on every
 * database.
 */
@ExtendWith(OutputCaptureExtension.class)
abstract class CanonicalEmailsRules {

	private static final String PASSWORD = "correct horse battery";

	@LocalServerPort
	private int port;

	@Autowired
	private DataSource dataSource;

	@Autowired
	private JdbcClient jdbc;

	@Autowired
	private CanonicalEmails migration;

	private final String ascii = Api.email();

	private final String canonical = "\u01f0" + this.ascii;

	private final String earlier = "j\u030c" + this.ascii;

	private Api api;

	private String[] admin;

	@BeforeEach
	void logIn() {
		this.api = new Api(this.port);
		this.admin = Api.bearer(this.api.adminToken());
	}

	/**
	 * A user as an earlier version stored it.
	 */
	private long createEarlier() {
		long id = this.api.create(this.ascii, PASSWORD, this.admin).json().get("id").asLong();
		this.jdbc.sql("update users set email = ? where id = ?").params(this.earlier, id).update();
		return id;
	}

	private void migrate() throws Exception {
		try (Connection connection = this.dataSource.getConnection()) {
			this.migration.migrate(new Context() {

				@Override
				public Configuration getConfiguration() {
					return new FluentConfiguration();
				}

				@Override
				public Connection getConnection() {
					return connection;
				}

			});
		}
	}

	private long idOf(String email) {
		return this.api.get(Api.query(email)).json().path("id").asLong();
	}

	@Test
	void startWhenDatabaseIsOlderMigratesEmails() {
		assertThat(this.jdbc.sql("select \"success\" from \"flyway_schema_history\" where \"description\" = ?")
			.param(this.migration.getDescription())
			.query(Boolean.class)
			.single()).isTrue();
	}

	@Test
	void migrateWhenFormIsEarlierKeepsUserReachable() throws Exception {
		long id = createEarlier();
		assertThat(this.api.login(this.earlier, PASSWORD).status()).isEqualTo(401);
		migrate();
		assertThat(idOf(this.canonical)).isEqualTo(id);
		assertThat(idOf("J\u030c" + this.ascii.toUpperCase())).isEqualTo(id);
		assertThat(this.api.login(this.earlier, PASSWORD).status()).isEqualTo(200);
		assertThat(this.api.create(this.earlier, PASSWORD, this.admin).status()).isEqualTo(409);
	}

	@Test
	void migrateWhenTwoUsersHaveOneEmailKeepsBothReachable(CapturedOutput output) throws Exception {
		long second = createEarlier();
		long first = this.api.create(this.canonical, PASSWORD, this.admin).json().get("id").asLong();
		migrate();
		String substitute = "user-" + second + "@duplicate.invalid";
		assertThat(idOf(this.canonical)).isEqualTo(first);
		assertThat(idOf(substitute)).isEqualTo(second);
		assertThat(output).contains("User " + second + " had the e-mail of user " + first);
		assertThat(this.api.send("DELETE", Api.query(substitute), this.admin).status()).isEqualTo(204);
		assertThat(idOf(this.canonical)).isEqualTo(first);
	}

	@Test
	void createWhenFormsDifferMakesOneUser() {
		long id = this.api.create("J\u030c" + this.ascii, PASSWORD, this.admin).json().get("id").asLong();
		assertThat(this.api.create(this.canonical, PASSWORD, this.admin).status()).isEqualTo(409);
		assertThat(idOf(this.canonical)).isEqualTo(id);
		assertThat(idOf(this.earlier)).isEqualTo(id);
		assertThat(this.api.send("DELETE", Api.query(this.canonical), this.admin).status()).isEqualTo(204);
		assertThat(this.api.get(Api.query(this.earlier)).status()).isEqualTo(404);
	}

}
