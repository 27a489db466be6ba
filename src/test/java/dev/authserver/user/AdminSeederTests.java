package dev.authserver.user;

import dev.authserver.credential.Passwords;
import dev.authserver.testsupport.Api;
import dev.authserver.testsupport.ApiTest;
import dev.authserver.settings.StartWarnings;
import dev.authserver.user.AdminSeeder.AdminProperties;
import org.junit.jupiter.api.BeforeEach;
import dev.authserver.user.UserDirectory.AccessRevoked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The warnings of a start, given at once.
 */
@ApiTest
@ExtendWith(OutputCaptureExtension.class)
class AdminSeederTests {

	private AdminSeeder seeder;

	@Autowired
	private UserRepository users;

	@Autowired
	private UserDirectory directory;

	@Autowired
	private Passwords passwords;

	@Autowired
	private AdminProperties admin;

	@Autowired
	private JdbcTemplate jdbc;

	/**
	 * The server's own one has warned already, and warns once.
	 */
	@BeforeEach
	void createSeeder() {
		this.seeder = seeder(this.admin);
	}

	private AdminSeeder seeder(AdminProperties first) {
		return new AdminSeeder(this.users, this.passwords, first, new StartWarnings());
	}

	@Test
	void warnOfDefaultPasswordWhenUnchangedWarnsUntilItChanges(CapturedOutput output) {
		StartWarnings warnings = new StartWarnings();
		AdminSeeder another = new AdminSeeder(this.users, this.passwords, this.admin, warnings);
		another.warnOfDefaultPassword();
		assertThat(output).contains("The admin " + Api.ADMIN + " still has the default password");
		assertThat(warnings.all()).hasSize(1);
		another.on(new AccessRevoked(0, null));
		assertThat(warnings.all()).hasSize(1);
		another.on(new AccessRevoked(this.users.findByEmail(Api.ADMIN).orElseThrow().id(), null));
		assertThat(warnings.all()).isEmpty();
	}

	@Test
	void warnOfDefaultPasswordWhenChangedIsSilent() {
		String hash = this.jdbc.queryForObject("select hashed_password from users where email = ?", String.class,
				Api.ADMIN);
		try {
			store(this.passwords.hash("a better password"));
			StartWarnings warnings = new StartWarnings();
			new AdminSeeder(this.users, this.passwords, this.admin, warnings).warnOfDefaultPassword();
			assertThat(warnings.all()).isEmpty();
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
			assertThat(output).contains("java -jar auth-server.jar admin EMAIL");
			this.directory.makeAdmin(Api.ADMIN, this.passwords.hash(Api.ADMIN_PASSWORD));
			this.seeder.afterSingletonsInstantiated();
			assertThat(output).containsOnlyOnce("no active admin");
		}
		finally {
			this.jdbc.update("update users set is_admin = true, is_active = true where email = ?", Api.ADMIN);
		}
	}

	@Test
	void startWhenAdminPasswordIsSetButUsersExistWarns(CapturedOutput output) {
		this.seeder.afterSingletonsInstantiated();
		assertThat(output).doesNotContain("ADMIN_PASSWORD");
		seeder(new AdminProperties(Api.ADMIN, "the first s3cret")).afterSingletonsInstantiated();
		assertThat(output).containsOnlyOnce("ADMIN_PASSWORD is set, but there are users already")
			.doesNotContain("s3cret");
	}

	@Test
	void checkDefaultPasswordWhenDatabaseWasAwayTriesAgainUntilAnswered(CapturedOutput output) {
		AdminSeeder again = seeder(this.admin);
		whileTableIsAway(
				() -> assertThatExceptionOfType(DataAccessException.class).isThrownBy(again::checkDefaultPassword));
		again.checkDefaultPassword();
		assertThat(output).contains("still has the default password");
		whileTableIsAway(again::checkDefaultPassword);
	}

	private void whileTableIsAway(Runnable action) {
		this.jdbc.execute("alter table users rename to users_away");
		try {
			action.run();
		}
		finally {
			this.jdbc.execute("alter table users_away rename to users");
		}
	}

	private void store(String hash) {
		this.jdbc.update("update users set hashed_password = ? where email = ?", hash, Api.ADMIN);
	}

}
