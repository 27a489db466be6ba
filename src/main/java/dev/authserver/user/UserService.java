package dev.authserver.user;

import java.util.List;
import java.util.Optional;

import dev.authserver.credential.Passwords;
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

	private final TransactionOperations transactions;

	UserService(UserRepository users, Passwords passwords, TransactionOperations transactions) {
		this.users = users;
		this.passwords = passwords;
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
			return this.users.saveAndFlush(user).view();
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
		try {
			return this.transactions.execute((status) -> {
				User user = this.users.lockByEmail(canonical).orElseThrow(() -> new UserNotFoundException(canonical));
				user.rename(renamed);
				if (hash != null) {
					user.changePassword(hash);
				}
				return user.view();
			});
		}
		catch (DataIntegrityViolationException ex) {
			throw EmailTakenException.onRename(renamed);
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
		this.transactions.executeWithoutResult((status) -> {
			User user = this.users.findByEmail(canonical).orElseThrow(() -> new UserNotFoundException(canonical));
			if (user.isAdmin() && this.users.lockAdmins().size() == 1) {
				throw new LastAdminException();
			}
			if (this.users.deleteById(user.id()) == 0) {
				throw new UserNotFoundException(canonical);
			}
		});
	}

	/**
	 * The account behind an e-mail and its password, or nothing, after the same work
	 * whether or not there is such a user. An outdated hash is made anew.
	 */
	public Optional<Account> authenticate(String email, String password) {
		Optional<User> user = Emails.isValid(email) ? this.users.findByEmail(Emails.canonical(email))
				: Optional.empty();
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
