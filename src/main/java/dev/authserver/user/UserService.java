package dev.authserver.user;

import java.util.List;

import dev.authserver.problem.ProblemException;
import dev.authserver.problem.ProblemKind;
import dev.authserver.audit.SecurityEvent;
import dev.authserver.audit.SecurityLog;
import dev.authserver.credential.PasswordPolicy;
import dev.authserver.credential.Passwords;
import org.jspecify.annotations.Nullable;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Lazy;
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

	private final UserRepository users;

	private final UserTable table;

	private final UserLocks locks;

	private final Passwords passwords;

	private final PasswordPolicy policy;

	private final SecurityLog events;

	private final ApplicationEventPublisher publisher;

	private final TransactionOperations transactions;

	UserService(@Lazy UserRepository users, UserTable table, UserLocks locks, Passwords passwords,
			PasswordPolicy policy, SecurityLog events, ApplicationEventPublisher publisher,
			@Lazy TransactionOperations transactions) {
		this.users = users;
		this.table = table;
		this.locks = locks;
		this.passwords = passwords;
		this.policy = policy;
		this.events = events;
		this.publisher = publisher;
		this.transactions = transactions;
	}

	UserView get(String email) {
		String canonical = Emails.canonical(email);
		return this.table.view(canonical)
			.orElseThrow(() -> new ProblemException(ProblemKind.USER_NOT_FOUND, "User <" + canonical + "> not found"));
	}

	/**
	 * A page of users in the order of their ids.
	 * @param prefix how their e-mails begin, or null for all
	 */
	List<UserView> page(@Nullable String prefix, long after, int limit) {
		if (prefix == null) {
			return this.table.viewsAfter(after, limit);
		}
		String pattern = Emails.canonical(prefix).replaceAll("[!%_]", "!$0") + "%";
		return this.table.viewsByPrefix(pattern, after, limit);
	}

	/**
	 * All users in the order of their ids, read a page at a time while they are iterated.
	 */
	Iterable<UserView> all() {
		return () -> new PagedUsers((after, limit) -> page(null, after, limit));
	}

	/**
	 * Makes a user who is no admin.
	 * @throws ProblemException if the e-mail has a user
	 */
	UserView create(String email, String password) {
		String canonical = Emails.canonical(email);
		this.policy.refuseEmails(PASSWORD, password, canonical);
		if (this.table.account(canonical).isPresent()) {
			throw new ProblemException(ProblemKind.EMAIL_TAKEN, "User <" + canonical + "> already exists!");
		}
		User user = new User(canonical, this.passwords.hash(password));
		try {
			this.users.saveAndFlush(user);
			this.events.record(SecurityEvent.USER_CREATED, user.id());
			return user.view();
		}
		catch (DataIntegrityViolationException ex) {
			throw new ProblemException(ProblemKind.EMAIL_TAKEN, "User <" + canonical + "> already exists!");
		}
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
		if (change.password() != null) {
			this.policy.refuseEmails(PASSWORD, change.password(), canonical, renamed);
		}
		checkBeforeHashing(canonical, renamed);
		String hash = (change.password() != null) ? this.passwords.hash(change.password()) : null;
		try {
			return this.transactions.execute((status) -> {
				User user = change.mayTakeRights() ? this.locks.lockForLossOfRights(canonical)
						: this.locks.lock(canonical);
				apply(user, renamed, hash, change);
				this.users.flush();
				return user.view();
			});
		}
		catch (DataIntegrityViolationException ex) {
			throw new ProblemException(ProblemKind.EMAIL_TAKEN, "<" + renamed + "> already exists");
		}
	}

	private void checkBeforeHashing(String email, String renamed) {
		if (this.table.account(email).isEmpty()) {
			throw new ProblemException(ProblemKind.USER_NOT_FOUND, "User <" + email + "> not found");
		}
		if (!renamed.equals(email) && this.table.account(renamed).isPresent()) {
			throw new ProblemException(ProblemKind.EMAIL_TAKEN, "<" + renamed + "> already exists");
		}
	}

	private void apply(User user, String newEmail, @Nullable String newHash, UserChange change) {
		boolean renamed = !newEmail.equals(user.view().email());
		boolean switched = change.active() != null && change.active() != user.isActive();
		if (renamed) {
			user.rename(newEmail);
			record(SecurityEvent.USER_UPDATED, user);
		}
		if (newHash != null) {
			user.changePassword(newHash);
			record(SecurityEvent.AUTHN_PASSWORD_CHANGE, user);
		}
		if (change.admin() != null && change.admin() != user.isAdmin()) {
			user.makeAdmin(change.admin());
			record(SecurityEvent.PRIVILEGE_PERMISSIONS_CHANGED, user);
		}
		if (switched) {
			user.activate(change.active());
			record(SecurityEvent.PRIVILEGE_PERMISSIONS_CHANGED, user);
		}
		if (renamed || switched || newHash != null) {
			this.publisher.publishEvent(new AccessRevoked(user.id(), null));
		}
	}

	private void record(SecurityEvent event, User user) {
		this.events.record(event, user.id());
	}

	/**
	 * Removes a user, whose sessions end with it.
	 * @throws ProblemException if no user has this e-mail
	 * @throws ProblemException if nobody else is an active admin
	 */
	void delete(String email) {
		String canonical = Emails.canonical(email);
		this.transactions.executeWithoutResult((status) -> {
			User user = this.locks.lockForLossOfRights(canonical);
			this.publisher.publishEvent(new AccessRevoked(user.id(), null));
			this.users.deleteById(user.id());
			this.events.record(SecurityEvent.USER_DELETED, user.id());
		});
	}

}
