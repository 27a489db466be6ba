package dev.authserver.user;

import java.util.concurrent.TimeUnit;

import dev.authserver.credential.Passwords;
import dev.authserver.email.Emails;
import dev.authserver.settings.InvalidSettingException;
import dev.authserver.settings.Settings;
import dev.authserver.settings.StartWarnings;
import dev.authserver.user.UserDirectory.AccessRevoked;
import dev.authserver.user.UserDirectory.Credentials;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Creates the first admin when a start finds no user at all, before the port opens, so
 * that no request meets a server without an admin. Warns while that admin has the default
 * password.
 */
@Component
@ConditionalOnWebApplication
class AdminSeeder implements SmartInitializingSingleton {

	private static final Logger log = LoggerFactory.getLogger(AdminSeeder.class);

	private final UserRepository users;

	private final Passwords passwords;

	private final AdminProperties admin;

	private final StartWarnings warnings;

	/**
	 * The admin of the warning, if there was one.
	 */
	private volatile @Nullable Account warned;

	private volatile boolean passwordChecked;

	AdminSeeder(UserRepository users, Passwords passwords, AdminProperties admin, StartWarnings warnings) {
		this.users = users;
		this.passwords = passwords;
		this.admin = admin;
		this.warnings = warnings;
	}

	@Override
	public void afterSingletonsInstantiated() {
		if (this.users.existsBy()) {
			warnOfNoAdmin();
			warnOfUnusedPassword();
			return;
		}
		String email = Emails.canonical(this.admin.email());
		try {
			User first = new User(email, this.passwords.hash(this.admin.password()));
			first.makeAdmin();
			this.users.saveAndFlush(first);
			log.info("Created the admin {}", email);
		}
		catch (DataIntegrityViolationException ex) {
			log.info("Another server has just created the admin {}", email);
		}
	}

	/**
	 * The server itself always leaves an admin, but somebody may have changed the
	 * database by SQL.
	 */
	private void warnOfNoAdmin() {
		if (this.users.findByAdminTrueAndActiveTrue().isEmpty()) {
			this.warnings
				.add("There are users but no active admin, so nobody can manage them. Make one with the command "
						+ "'admin EMAIL' of this server: java -jar auth-server.jar admin EMAIL");
		}
	}

	private void warnOfUnusedPassword() {
		if (!this.admin.password().equals(AdminProperties.DEFAULT_PASSWORD)) {
			this.warnings.add("ADMIN_PASSWORD is set, but there are users already: it counts at the first start only, "
					+ "and changes no password. Unset it.");
		}
	}

	/**
	 * Checks once, and tries again while the database is away or too many logins wait.
	 */
	@Scheduled(initialDelay = 5, fixedDelay = 60, timeUnit = TimeUnit.SECONDS)
	void checkDefaultPassword() {
		if (!this.passwordChecked) {
			warnOfDefaultPassword();
			this.passwordChecked = true;
		}
	}

	/**
	 * Runs apart from the start, because checking a password takes processor time that
	 * the first requests need.
	 */
	void warnOfDefaultPassword() {
		this.users.findFirstByAdminTrueOrderById()
			.map(User::credentials)
			.filter((oldest) -> this.passwords.matches(AdminProperties.DEFAULT_PASSWORD, oldest.hashedPassword()))
			.map(Credentials::account)
			.ifPresent((oldest) -> {
				this.warned = oldest;
				this.warnings.add(defaultPasswordWarning(oldest));
			});
	}

	private static String defaultPasswordWarning(Account admin) {
		return "The admin " + admin.email()
				+ " still has the default password: change it with PUT /user/, in /docs for example";
	}

	/**
	 * Takes the warning back once the credentials change.
	 */
	@EventListener
	void on(AccessRevoked revoked) {
		Account admin = this.warned;
		if (admin != null && revoked.userId() == admin.id()) {
			this.warnings.withdraw(defaultPasswordWarning(admin));
		}
	}

	/**
	 * The admin of the first start.
	 *
	 * @param email of the admin
	 * @param password of the admin, not judged by the policy
	 */
	@ConfigurationProperties("auth.admin")
	record AdminProperties(String email, String password) implements Settings {

		private static final String DEFAULT_PASSWORD = "admin";

		AdminProperties {
			if (!Emails.isValid(email)) {
				throw new InvalidSettingException("ADMIN_EMAIL is not an e-mail address.",
						"Set ADMIN_EMAIL to the admin's address, or leave it unset for admin@example.com.");
			}
			if (password.isEmpty()) {
				throw new InvalidSettingException("ADMIN_PASSWORD is empty.",
						"Set ADMIN_PASSWORD to the admin's first password, or leave it unset.");
			}
		}

		@Override
		public String toString() {
			return "AdminProperties[email=" + this.email + "]";
		}

	}

}
