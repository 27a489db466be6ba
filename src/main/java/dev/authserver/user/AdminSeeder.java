package dev.authserver.user;

import java.util.concurrent.TimeUnit;

import dev.authserver.credential.Passwords;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Makes the first admin when a start finds nobody, before the port opens, so that no
 * request ever meets a server without an admin. Never again after that.
 */
@Component
class AdminSeeder implements SmartInitializingSingleton {

	private static final Logger log = LoggerFactory.getLogger(AdminSeeder.class);

	private final UserTable table;

	private final Passwords passwords;

	private final AdminProperties admin;

	private volatile boolean passwordChecked;

	AdminSeeder(UserTable table, Passwords passwords, AdminProperties admin) {
		this.table = table;
		this.passwords = passwords;
		this.admin = admin;
	}

	@Override
	public void afterSingletonsInstantiated() {
		if (this.table.isAnybodyThere()) {
			warnOfNoAdmin();
			return;
		}
		String email = Emails.canonical(this.admin.email());
		try {
			this.table.insertAdmin(email, this.passwords.hash(this.admin.password()));
			log.info("Created the admin {}", email);
		}
		catch (DataIntegrityViolationException ex) {
			log.info("Another server has just created the admin {}", email);
		}
	}

	/**
	 * The server itself always leaves an admin, but the database may have been changed by
	 * other hands.
	 */
	private void warnOfNoAdmin() {
		if (this.table.activeAdmins().isEmpty()) {
			log.warn("There are users but no active admin, so nobody can manage them. Stop the server and run this "
					+ "in its database, with the e-mail of the user who shall be the admin: "
					+ "update users set is_admin = true, is_active = true where email = '...'");
		}
	}

	/**
	 * Asks again while the database is away or logins are too many.
	 */
	@Scheduled(initialDelay = 5, fixedDelay = 60, timeUnit = TimeUnit.SECONDS)
	void checkDefaultPassword() {
		if (!this.passwordChecked) {
			warnOfDefaultPassword();
			this.passwordChecked = true;
		}
	}

	/**
	 * A hash is work that the first requests after a start need not wait for.
	 */
	void warnOfDefaultPassword() {
		this.table.oldestAdmin()
			.filter((oldest) -> this.passwords.matches(AdminProperties.DEFAULT_PASSWORD, oldest.hashedPassword()))
			.ifPresent((oldest) -> log.warn(
					"The admin {} still has the default password: change it with PUT /user/, in /docs for example",
					oldest.account().email()));
	}

}
