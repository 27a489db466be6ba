package dev.authserver.user;

import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import java.util.stream.Stream;

import dev.authserver.problem.ProblemException;
import dev.authserver.problem.ProblemKind;

import org.springframework.stereotype.Component;

/**
 * Locks users for the transaction that changes them, so that an active admin is left
 * whatever others change at the same time.
 */
@Component
class UserLocks {

	private final UserRepository users;

	UserLocks(UserRepository users) {
		this.users = users;
	}

	/**
	 * Locks a user who keeps whatever rights it has.
	 * @throws ProblemException if no user has this e-mail
	 */
	User lock(String email) {
		return this.users.findLockedByEmail(email).orElseThrow(() -> notFound(email));
	}

	/**
	 * Locks a user who may cease to be an active admin, together with all active admins.
	 * <p>
	 * A user whose id was looked up without a lock may have changed by the time it is
	 * locked, so only the locked rows count: if another active admin is among them, that
	 * one cannot go before this transaction ends. An admin of whom the look-up did not
	 * know yet is not counted, which refuses a change that could have been made, and
	 * never the other way round. The rows are locked one after the other in the order of
	 * their ids, so that no two transactions wait for each other.
	 * @throws ProblemException if no user has this e-mail
	 * @throws ProblemException if this is the only active admin
	 */
	User lockForLossOfRights(String email) {
		List<User> locked = idsOfAdminsAnd(email).mapToObj(this.users::findLockedById)
			.flatMap(Optional::stream)
			.toList();
		User user = locked.stream()
			.filter((candidate) -> candidate.account().email().equals(email))
			.findFirst()
			.orElseThrow(() -> notFound(email));
		if (user.account().isActiveAdmin()
				&& locked.stream().noneMatch((other) -> other != user && other.account().isActiveAdmin())) {
			throw new ProblemException(ProblemKind.LAST_ADMIN);
		}
		return user;
	}

	private LongStream idsOfAdminsAnd(String email) {
		Account user = this.users.findUnlockedByEmail(email).orElseThrow(() -> notFound(email));
		return Stream.concat(Stream.of(user), this.users.findByAdminTrueAndActiveTrue().stream())
			.mapToLong(Account::id)
			.distinct()
			.sorted();
	}

	static ProblemException notFound(String email) {
		return new ProblemException(ProblemKind.USER_NOT_FOUND, "User <" + email + "> not found");
	}

}
