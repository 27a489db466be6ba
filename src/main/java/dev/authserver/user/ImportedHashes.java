package dev.authserver.user;

import dev.authserver.credential.Passwords;

import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
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

	ImportedHashes(UserTable table, Passwords passwords) {
		this.table = table;
		this.passwords = passwords;
	}

	@EventListener(ApplicationReadyEvent.class)
	void expect() {
		this.table.costliestBcryptHash().ifPresent(this.passwords::expect);
	}

}
