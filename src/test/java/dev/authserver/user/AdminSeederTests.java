package dev.authserver.user;

import javax.sql.DataSource;

import dev.authserver.credential.Passwords;
import dev.authserver.testsupport.Api;
import dev.authserver.testsupport.ApiTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The warnings of a start, given at once.
 */
@ApiTest
@ExtendWith(OutputCaptureExtension.class)
class AdminSeederTests {

	@Autowired
	private AdminSeeder seeder;

	@Autowired
	private Passwords passwords;

	@Autowired
	private AdminProperties admin;

	@Autowired
	private JdbcTemplate jdbc;

	@Test
	void warnOfDefaultPasswordWhenUnchangedWarns(CapturedOutput output) {
		this.seeder.warnOfDefaultPassword();
		assertThat(output).contains("The admin " + Api.ADMIN + " still has the default password");
	}

	@Test
	void warnOfDefaultPasswordWhenChangedIsSilent(CapturedOutput output) {
		String hash = this.jdbc.queryForObject("select hashed_password from users where email = ?", String.class,
				Api.ADMIN);
		try {
			store(this.passwords.hash("a better password"));
			this.seeder.warnOfDefaultPassword();
			assertThat(output).doesNotContain("default password");
		}
		finally {
			store(hash);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "is_admin", "is_active" })
	void startWhenNoActiveAdminIsLeftWarnsWithRemedy(String right, CapturedOutput output) {
		try {
			this.jdbc.update("update users set " + right + " = false where email = ?", Api.ADMIN);
			this.seeder.afterSingletonsInstantiated();
			assertThat(output).containsOnlyOnce("no active admin");
			String remedy = output.toString().substring(output.toString().lastIndexOf("update users"));
			this.jdbc.update(remedy.lines().findFirst().orElseThrow().replace("...", Api.ADMIN));
			this.seeder.afterSingletonsInstantiated();
			assertThat(output).containsOnlyOnce("no active admin");
		}
		finally {
			this.jdbc.update("update users set is_admin = true, is_active = true where email = ?", Api.ADMIN);
		}
	}

	@Test
	void checkDefaultPasswordWhenDatabaseWasAwayTriesAgainUntilAnswered(CapturedOutput output) {
		DataSource away = new DriverManagerDataSource("jdbc:h2:tcp://127.0.0.1:1/none");
		DelegatingDataSource database = new DelegatingDataSource(away);
		AdminSeeder again = new AdminSeeder(new UserTable(new JdbcTemplate(database)), this.passwords, this.admin);
		assertThatExceptionOfType(DataAccessException.class).isThrownBy(again::checkDefaultPassword);
		database.setTargetDataSource(this.jdbc.getDataSource());
		again.checkDefaultPassword();
		assertThat(output).contains("still has the default password");
		database.setTargetDataSource(away);
		again.checkDefaultPassword();
	}

	private void store(String hash) {
		this.jdbc.update("update users set hashed_password = ? where email = ?", hash, Api.ADMIN);
	}

}
