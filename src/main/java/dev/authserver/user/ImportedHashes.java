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

	private final UserLookup lookup;

	private final Passwords passwords;

	ImportedHashes(UserLookup lookup, Passwords passwords) {
		this.lookup = lookup;
		this.passwords = passwords;
	}

	@EventListener(ApplicationReadyEvent.class)
	void expect() {
		this.lookup.costliestBcryptHash().ifPresent(this.passwords::expect);
	}

}
