package dev.authserver.user;

import java.util.Optional;
import java.util.UUID;

import dev.authserver.audit.SecurityEvent;
import dev.authserver.audit.SecurityLog;
import dev.authserver.credential.PasswordPolicy;
import dev.authserver.credential.Passwords;
import dev.authserver.throttle.LoginAttempt;
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
		if (!check(account.email(), currentPassword, address).isRight()) {
			this.events.record(SecurityEvent.AUTHN_PASSWORD_CHANGE_FAIL, account.id());
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
		Checked checked = check(canonical, password, address);
		SecurityEvent event = checked.isRight() ? SecurityEvent.AUTHN_LOGIN_SUCCESS : SecurityEvent.AUTHN_LOGIN_FAIL;
		checked.user()
			.ifPresentOrElse((user) -> this.events.record(event, user.account().id()),
					() -> this.events.record(event, canonical));
		return checked.user().filter((user) -> checked.isRight()).map(Credentials::account);
	}

	private Checked check(String email, String password, String address) {
		try (LoginAttempt attempt = this.throttle.check(email, address)) {
			Checked checked = check(email, password);
			if (checked.isRight()) {
				attempt.succeeded();
			}
			else {
				attempt.failed();
			}
			return checked;
		}
	}

	private Checked check(String email, String password) {
		Optional<Credentials> user = Emails.isValid(email) ? this.table.credentials(email) : Optional.empty();
		String hash = user.filter((found) -> found.account().active()).map(Credentials::hashedPassword).orElse(null);
		boolean right = this.passwords.matches(password, hash) && hash != null;
		if (right) {
			this.passwords.renew(password, hash)
				.ifPresent((renewed) -> this.table.upgradeHash(user.get().account().id(), hash, renewed));
		}
		return new Checked(user, right);
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

	/**
	 * What came of a password.
	 *
	 * @param user by the e-mail, whether or not the password is right
	 * @param isRight whether the user may log in with it
	 */
	private record Checked(Optional<Credentials> user, boolean isRight) {

	}

}
