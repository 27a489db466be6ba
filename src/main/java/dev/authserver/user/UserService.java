package dev.authserver.user;

import java.util.List;
import java.util.Objects;
import java.util.function.LongFunction;
import java.util.stream.Stream;

import dev.authserver.audit.SecurityEvent;
import dev.authserver.audit.SecurityLog;
import dev.authserver.credential.PasswordPolicy;
import dev.authserver.credential.Passwords;
import dev.authserver.email.Emails;
import dev.authserver.problem.ProblemException;
import dev.authserver.problem.ProblemKind;
import dev.authserver.user.UserDirectory.AccessRevoked;
import org.jspecify.annotations.Nullable;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;

/**
 * The rules about users. Passwords are hashed before a transaction begins, so that no
 * connection to the database is held meanwhile.
 */
@Service
class UserService {

	private static final String PASSWORD = "password";

	private static final int PAGE_SIZE = 1000;

	private final UserRepository users;

	private final UserLocks locks;

	private final UserIds ids;

	private final Passwords passwords;

	private final PasswordPolicy policy;

	private final SecurityLog events;

	private final ApplicationEventPublisher publisher;

	private final TransactionOperations transactions;

	UserService(UserRepository users, UserLocks locks, UserIds ids, Passwords passwords, PasswordPolicy policy,
			SecurityLog events, ApplicationEventPublisher publisher, TransactionOperations transactions) {
		this.users = users;
		this.locks = locks;
		this.ids = ids;
		this.passwords = passwords;
		this.policy = policy;
		this.events = events;
		this.publisher = publisher;
		this.transactions = transactions;
	}

	/**
	 * @param full whether the view is to tell the state of the user too
	 * @throws ProblemException if no user has this e-mail
	 */
	UserView get(String email, boolean full) {
		String canonical = Emails.canonical(email);
		return (full ? this.users.findFullViewByEmail(canonical) : this.users.findViewByEmail(canonical))
			.orElseThrow(() -> UserLocks.notFound(canonical));
	}

	/**
	 * @param full whether the view is to tell the state of the user too
	 * @throws ProblemException if no user has this id
	 */
	UserView get(long id, boolean full) {
		return (full ? this.users.findFullViewById(id) : this.users.findViewById(id))
			.orElseThrow(() -> new ProblemException(ProblemKind.USER_NOT_FOUND, "User " + id + " not found"));
	}

	/**
	 * A page of users in the order of their ids.
	 * @param prefix how their e-mails begin, or null for all
	 */
	List<UserView> page(@Nullable String prefix, long after, int limit, boolean full) {
		String pattern = (prefix != null) ? Emails.canonical(prefix).replaceAll("[\\\\%_]", "\\\\$0") + "%" : null;
		return full ? this.users.findFullViews(pattern, after, limit) : this.users.findViews(pattern, after, limit);
	}

	/**
	 * All users in the order of their ids. They are read while they are iterated, so that
	 * a long list takes the memory of one page, and a slow reader holds no connection.
	 */
	Iterable<UserView> all(boolean full) {
		return () -> walk((after) -> page(null, after, PAGE_SIZE, full)).iterator();
	}

	/**
	 * Walks through all users.
	 * @param pages gives the page of users that follows an id
	 */
	static Stream<UserView> walk(LongFunction<List<UserView>> pages) {
		return Stream
			.iterate(pages.apply(0), (page) -> !page.isEmpty(),
					(page) -> (page.size() < PAGE_SIZE) ? List.of() : pages.apply(page.get(page.size() - 1).id()))
			.flatMap(List::stream);
	}

	/**
	 * Creates a user who is no admin.
	 * @throws ProblemException if the e-mail has a user
	 */
	UserView create(String email, String password) {
		String canonical = Emails.canonical(email);
		this.policy.refuseEmails(PASSWORD, password, canonical);
		this.ids.refuseTaken(canonical);
		String hash = this.passwords.hash(password);
		return this.ids.create(canonical, () -> Objects.requireNonNull(this.transactions.execute((status) -> {
			User user = this.users.saveAndFlush(new User(canonical, hash));
			this.events.record(SecurityEvent.USER_CREATED, user.id());
			return get(user.id(), true);
		})));
	}

	/**
	 * Changes all that is given, or nothing.
	 * @throws ProblemException if no user has this e-mail
	 * @throws ProblemException if another user has the new e-mail
	 * @throws ProblemException if nobody else is an active admin and this one would be
	 * none any more
	 */
	UserView update(String email, UserChange change) {
		String canonical = Emails.canonical(email);
		String renamed = (change.newEmail() != null) ? Emails.canonical(change.newEmail()) : canonical;
		checkBeforeHashing(canonical, renamed, change.password());
		String hash = (change.password() != null) ? this.passwords.hash(change.password()) : null;
		try {
			return this.transactions.execute((status) -> store(
					change.mayTakeRights() ? this.locks.lockForLossOfRights(canonical) : this.locks.lock(canonical),
					renamed, hash, change));
		}
		catch (DataIntegrityViolationException ex) {
			throw new ProblemException(ProblemKind.EMAIL_TAKEN, "<" + renamed + "> already exists");
		}
	}

	private void checkBeforeHashing(String email, String renamed, @Nullable String password) {
		if (password != null) {
			this.policy.refuseEmails(PASSWORD, password, email, renamed);
		}
		if (!this.users.existsByEmail(email)) {
			throw UserLocks.notFound(email);
		}
		if (!renamed.equals(email) && this.users.existsByEmail(renamed)) {
			throw new ProblemException(ProblemKind.EMAIL_TAKEN, "<" + renamed + "> already exists");
		}
	}

	/**
	 * Tells of the changes only once the database has taken them.
	 */
	private UserView store(User user, String email, @Nullable String hash, UserChange change) {
		int version = user.account().version();
		List<SecurityEvent> changes = user.apply(email, hash, change);
		this.users.flush();
		changes.forEach((event) -> this.events.record(event, user.id()));
		if (user.account().version() != version) {
			this.publisher.publishEvent(new AccessRevoked(user.id(), null));
		}
		return get(user.id(), true);
	}

	/**
	 * Deletes a user, whose sessions end with it.
	 * @throws ProblemException if no user has this e-mail
	 * @throws ProblemException if nobody else is an active admin
	 */
	void delete(String email) {
		String canonical = Emails.canonical(email);
		this.transactions.executeWithoutResult((status) -> {
			User user = this.locks.lockForLossOfRights(canonical);
			this.publisher.publishEvent(new AccessRevoked(user.id(), null));
			this.users.delete(user);
			this.users.flush();
			this.ids.retire(user.id());
			this.events.record(SecurityEvent.USER_DELETED, user.id());
		});
	}

}
