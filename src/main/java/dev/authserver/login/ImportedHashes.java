package dev.authserver.login;

import java.util.concurrent.TimeUnit;

import dev.authserver.credential.Passwords;
import dev.authserver.user.UserDirectory;

import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Finds out after the start how long the costliest imported bcrypt hash takes, so that
 * wrong passwords of all other users take as long from then on and do not tell who was
 * imported.
 */
@Component
class ImportedHashes {

	private final UserDirectory users;

	private final Passwords passwords;

	private volatile boolean measured;

	ImportedHashes(UserDirectory users, Passwords passwords) {
		this.users = users;
		this.passwords = passwords;
	}

	/**
	 * Measures once, and tries again while the database is away or too many logins wait.
	 */
	@Scheduled(initialDelay = 1, fixedDelay = 30, timeUnit = TimeUnit.SECONDS)
	void measure() {
		if (!this.measured) {
			this.users.costliestBcryptHash().ifPresent(this.passwords::expect);
			this.measured = true;
		}
	}

}
