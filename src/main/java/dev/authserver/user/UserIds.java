package dev.authserver.user;

import java.util.function.Supplier;
import java.util.stream.LongStream;

import dev.authserver.problem.ProblemException;
import dev.authserver.problem.ProblemKind;
import dev.authserver.storage.GeneratedIds;

import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Component;

/**
 * Gives each new user an id that no user has or had, also where somebody has given ids by
 * hand.
 */
@Component
class UserIds {

	private static final String TABLE = "users";

	private static final int MAX_TRIES = 3;

	private final UserRepository users;

	private final GeneratedIds ids;

	UserIds(UserRepository users, GeneratedIds ids) {
		this.users = users;
		this.ids = ids;
	}

	/**
	 * Creates a user, and tries again where the generated id is one that somebody has
	 * given by hand. Must not be called within a transaction, which the first try could
	 * spoil.
	 * @param email of the new user
	 * @param creation creates the user in a transaction of its own
	 * @throws ProblemException if the e-mail has a user
	 */
	<T> T create(String email, Supplier<T> creation) {
		for (int tries = 1;; tries++) {
			try {
				return creation.get();
			}
			catch (DataIntegrityViolationException ex) {
				refuseTaken(email);
				if (tries == MAX_TRIES) {
					throw ex;
				}
				passOverAll();
			}
		}
	}

	/**
	 * Refuses an e-mail that has a user.
	 */
	void refuseTaken(String email) {
		if (this.users.existsByEmail(email)) {
			throw new ProblemException(ProblemKind.EMAIL_TAKEN, "User <" + email + "> already exists!");
		}
	}

	/**
	 * Lets the next id be greater than all that users have.
	 */
	void passOverAll() {
		this.ids.passOverAll(TABLE);
	}

	/**
	 * Notes within the transaction that deletes a user that its id is not to be given
	 * again.
	 */
	void retire(long id) {
		this.users.retireId(id);
		this.ids.passOver(TABLE, LongStream.of(id));
	}

}
