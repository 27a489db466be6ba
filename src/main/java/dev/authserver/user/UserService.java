package dev.authserver.user;

import java.util.List;
import java.util.Optional;

import dev.authserver.audit.SecurityEvent;
import dev.authserver.audit.SecurityLog;
import dev.authserver.credential.Passwords;
import dev.authserver.throttle.LoginThrottle;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;

/**
 * The rules about users. Passwords are hashed before a transaction begins, so that no
 * connection to the database is held meanwhile.
 */
@Service
public class UserService {

	private final UserRepository users;

	private final Passwords passwords;

	private final LoginThrottle throttle;

	private final SecurityLog events;

	private final TransactionOperations transactions;

	UserService(UserRepository users, Passwords passwords, LoginThrottle throttle, SecurityLog events,
			TransactionOperations transactions) {
		this.users = users;
		this.passwords = passwords;
		this.throttle = throttle;
		this.events = events;
		this.transactions = transactions;
	}

	UserView get(String email) {
		String canonical = Emails.canonical(email);
		return this.users.findViewByEmail(canonical).orElseThrow(() -> new UserNotFoundException(canonical));
	}

	List<UserView> page(long after, int limit) {
		return this.users.findViewsAfter(after, Limit.of(limit));
	}

	/**
	 * All users in the order of their ids, read a page at a time while they are iterated.
	 */
	Iterable<UserView> all() {
		return () -> new PagedUsers(this::page);
	}

	/**
	 * Makes a user who is no admin.
	 * @throws EmailTakenException if the e-mail has a user
	 */
	UserView create(String email, String password) {
		String canonical = Emails.canonical(email);
		if (this.users.existsByEmail(canonical)) {
			throw EmailTakenException.onCreate(canonical);
		}
		User user = new User(canonical, this.passwords.hash(password), false);
		try {
			this.users.saveAndFlush(user);
			this.events.record(SecurityEvent.USER_CREATED, user.id());
			return user.view();
		}
		catch (DataIntegrityViolationException ex) {
			throw EmailTakenException.onCreate(canonical);
		}
	}

	/**
	 * Changes all that is given, or nothing.
	 * @throws UserNotFoundException if no user has this e-mail
	 * @throws EmailTakenException if another user has the new e-mail
	 */
	UserView update(String email, @Nullable String newEmail, @Nullable String newPassword) {
		String canonical = Emails.canonical(email);
		String renamed = (newEmail != null) ? Emails.canonical(newEmail) : canonical;
		checkBeforeHashing(canonical, renamed);
		String hash = (newPassword != null) ? this.passwords.hash(newPassword) : null;
		UserView changed = change(canonical, renamed, hash);
		if (!renamed.equals(canonical)) {
			this.events.record(SecurityEvent.USER_UPDATED, changed.id());
		}
		if (hash != null) {
			this.events.record(SecurityEvent.AUTHN_PASSWORD_CHANGE, changed.id());
		}
		return changed;
	}

	private UserView change(String email, String newEmail, @Nullable String newHash) {
		try {
			return this.transactions.execute((status) -> {
				User user = this.users.lockByEmail(email).orElseThrow(() -> new UserNotFoundException(email));
				user.rename(newEmail);
				if (newHash != null) {
					user.changePassword(newHash);
				}
				return user.view();
			});
		}
		catch (DataIntegrityViolationException ex) {
			throw EmailTakenException.onRename(newEmail);
		}
	}

	private void checkBeforeHashing(String email, String renamed) {
		if (!this.users.existsByEmail(email)) {
			throw new UserNotFoundException(email);
		}
		if (!renamed.equals(email) && this.users.existsByEmail(renamed)) {
			throw EmailTakenException.onRename(renamed);
		}
	}

	/**
	 * Removes a user, whose tokens end with it.
	 * @throws UserNotFoundException if no user has this e-mail
	 * @throws LastAdminException if nobody else is an admin
	 */
	void delete(String email) {
		String canonical = Emails.canonical(email);
		Long id = this.transactions.execute((status) -> {
			User user = this.users.findByEmail(canonical).orElseThrow(() -> new UserNotFoundException(canonical));
			if (user.isAdmin() && this.users.lockAdmins().size() == 1) {
				throw new LastAdminException();
			}
			if (this.users.deleteById(user.id()) == 0) {
				throw new UserNotFoundException(canonical);
			}
			return user.id();
		});
		this.events.record(SecurityEvent.USER_DELETED, id);
	}

	/**
	 * The account behind an e-mail and its password, or nothing, after the same work
	 * whether or not there is such a user. An outdated hash is made anew.
	 * @param address of the client
	 */
	public Optional<Account> authenticate(String email, String password, String address) {
		String canonical = Emails.canonical(email);
		Optional<Account> account = this.throttle.guard(canonical, address, () -> authenticate(canonical, password));
		account.ifPresentOrElse((user) -> this.events.record(SecurityEvent.AUTHN_LOGIN_SUCCESS, user.id()),
				() -> this.events.record(SecurityEvent.AUTHN_LOGIN_FAIL, canonical));
		return account;
	}

	private Optional<Account> authenticate(String email, String password) {
		Optional<User> user = Emails.isValid(email) ? this.users.findByEmail(email) : Optional.empty();
		String hash = user.map(User::hashedPassword).orElse(null);
		if (!this.passwords.matches(password, hash) || hash == null) {
			return Optional.empty();
		}
		this.passwords.renew(password, hash)
			.ifPresent((renewed) -> this.users.upgradeHash(user.get().id(), hash, renewed));
		return user.map(User::account);
	}

	public Optional<Account> account(long id) {
		return this.users.findAccountById(id);
	}

	/**
	 * Makes this the user's only refresh token.
	 * @return false if the user has gone or the credentials have changed meanwhile
	 */
	public boolean replaceRefreshToken(Account account, String refreshTokenHash) {
		return this.users.replaceRefreshToken(account.id(), account.tokenVersion(), refreshTokenHash) == 1;
	}

}
