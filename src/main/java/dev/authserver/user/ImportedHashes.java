package dev.authserver.user;

import java.util.concurrent.TimeUnit;

import dev.authserver.credential.Passwords;

import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Looks after the start whether users were imported with bcrypt hashes, so that wrong
 * passwords soon take as long for all other users. A million users are read in a second,
 * which nobody has to wait for.
 */
@Component
class ImportedHashes {

	private final UserTable table;

	private final Passwords passwords;

	private volatile boolean expected;

	ImportedHashes(UserTable table, Passwords passwords) {
		this.table = table;
		this.passwords = passwords;
	}

	/**
	 * Done once, but again while the database is away or logins are too many.
	 */
	@Scheduled(initialDelay = 1, fixedDelay = 30, timeUnit = TimeUnit.SECONDS)
	void expect() {
		if (!this.expected) {
			this.table.costliestBcryptHash().ifPresent(this.passwords::expect);
			this.expected = true;
		}
	}

}
