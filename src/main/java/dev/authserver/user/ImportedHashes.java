package dev.authserver.user;

import dev.authserver.credential.Passwords;

import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Component;

/**
 * Looks after the start whether users were imported with bcrypt hashes, so that wrong
 * passwords soon take as long for all other users. A million users are read in a second,
 * which nobody has to wait for.
 */
@Component
class ImportedHashes {

	private final UserRepository users;

	private final Passwords passwords;

	ImportedHashes(UserRepository users, Passwords passwords) {
		this.users = users;
		this.passwords = passwords;
	}

	@EventListener(ApplicationReadyEvent.class)
	void expect() {
		this.users.findCostliestBcryptHash(Limit.of(1)).ifPresent(this.passwords::expect);
	}

}
