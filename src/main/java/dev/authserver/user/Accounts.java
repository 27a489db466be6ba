package dev.authserver.user;

import java.util.Optional;
import java.util.UUID;

import dev.authserver.audit.SecurityEvent;
import dev.authserver.audit.SecurityLog;
import dev.authserver.credential.PasswordPolicy;
import dev.authserver.credential.Passwords;
import dev.authserver.throttle.LoginThrottle;
import dev.authserver.user.UserTable.Credentials;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Users as those who log in: checks their passwords, each one behind the throttle, and
 * tells what they may do now.
 */
@Service
public class Accounts {

	private final UserRepository users;

	private final UserTable table;

	private final Passwords passwords;

	private final PasswordPolicy policy;

	private final LoginThrottle throttle;

	private final SecurityLog events;

	private final ApplicationEventPublisher publisher;

	private final TransactionOperations transactions;

	Accounts(@Lazy UserRepository users, UserTable table, Passwords passwords, PasswordPolicy policy,
			LoginThrottle throttle, SecurityLog events, ApplicationEventPublisher publisher,
			@Lazy TransactionOperations transactions) {
		this.users = users;
		this.table = table;
		this.passwords = passwords;
		this.policy = policy;
		this.throttle = throttle;
		this.events = events;
		this.publisher = publisher;
		this.transactions = transactions;
	}

	/**
	 * Lets users change their own passwords.
	 * @param account as the session knows it
	 * @param session that goes on, while all others end
	 * @param address of the client
	 * @return false if the current password is wrong
	 */
	public boolean changeOwnPassword(Account account, String currentPassword, String newPassword, UUID session,
			String address) {
		this.policy.refuseEmails("new_password", newPassword, account.email());
		if (authenticate(account.email(), currentPassword, address).isEmpty()) {
			return false;
		}
		String hash = this.passwords.hash(newPassword);
		return Boolean.TRUE.equals(this.transactions.execute((status) -> {
			Optional<User> user = this.users.lockById(account.id())
				.filter((locked) -> locked.account().version() == account.version());
			user.ifPresent((current) -> {
				current.changePassword(hash);
				this.events.record(SecurityEvent.AUTHN_PASSWORD_CHANGE, current.id());
				this.publisher.publishEvent(new AccessRevoked(current.id(), session));
			});
			return user.isPresent();
		}));
	}

	/**
	 * The account behind an e-mail and its password, or nothing, after the same work
	 * whether or not there is such a user, who may log in. An outdated hash is made anew.
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
		Optional<Credentials> user = Emails.isValid(email)
				? this.table.credentials(email).filter((found) -> found.account().active()) : Optional.empty();
		String hash = user.map(Credentials::hashedPassword).orElse(null);
		if (!this.passwords.matches(password, hash) || hash == null) {
			return Optional.empty();
		}
		this.passwords.renew(password, hash)
			.ifPresent((renewed) -> this.table.upgradeHash(user.get().account().id(), hash, renewed));
		return user.map(Credentials::account);
	}

	public Optional<Account> account(long id) {
		return this.table.account(id);
	}

	public Optional<Account> account(String email) {
		return this.table.account(Emails.canonical(email));
	}

	/**
	 * Keeps a user as it is until the transaction ends.
	 * @return false if the user has gone or the credentials have changed since
	 */
	public boolean lock(Account account) {
		return this.table.lockVersion(account.id()).filter((version) -> version == account.version()).isPresent();
	}

}
