package dev.authserver.user;

import dev.authserver.credential.Passwords;

import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Component;

/**
 * Looks at the start whether users were imported with bcrypt hashes, so that wrong
 * passwords take as long for all other users from the first one on.
 */
@Component
class ImportedHashes implements SmartInitializingSingleton {

	private final UserRepository users;

	private final Passwords passwords;

	ImportedHashes(UserRepository users, Passwords passwords) {
		this.users = users;
		this.passwords = passwords;
	}

	@Override
	public void afterSingletonsInstantiated() {
		this.users.findCostliestBcryptHash(Limit.of(1)).ifPresent(this.passwords::expect);
	}

}
