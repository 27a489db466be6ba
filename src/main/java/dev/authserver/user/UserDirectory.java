package dev.authserver.user;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;

import dev.authserver.audit.SecurityEvent;
import dev.authserver.audit.SecurityLog;
import dev.authserver.email.Emails;
import dev.authserver.user.UserRepository.StoredHash;
import org.jspecify.annotations.Nullable;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;

/**
 * What logins and sessions need to know of users: who has an e-mail, which hash the
 * password of that user has, and whether both still hold.
 */
@Service
public class UserDirectory {

	private static final int HASHES_PER_PAGE = 1000;

	private final UserRepository users;

	private final UserIds ids;

	private final SecurityLog events;

	private final ApplicationEventPublisher publisher;

	private final TransactionOperations transactions;

	UserDirectory(UserRepository users, UserIds ids, SecurityLog events, ApplicationEventPublisher publisher,
			TransactionOperations transactions) {
		this.users = users;
		this.ids = ids;
		this.events = events;
		this.publisher = publisher;
		this.transactions = transactions;
	}

	/**
	 * Finds a user by any form of the e-mail.
	 */
	public Optional<Account> account(String email) {
		return this.users.findByEmail(Emails.canonical(email)).map(User::account);
	}

	/**
	 * The e-mails of those users who exist, by their ids.
	 */
	public Map<Long, String> emails(Collection<Long> ids) {
		return this.users.findByIdIn(ids).stream().collect(Collectors.toMap(Account::id, Account::email));
	}

	/**
	 * How many users there are, which takes a database a while to count where there are
	 * many.
	 */
	public long count() {
		return this.users.count();
	}

	/**
	 * Finds what a login is checked against.
	 * @param email in canonical form
	 */
	public Optional<Credentials> credentials(String email) {
		return this.users.findByEmail(email).map(User::credentials);
	}

	/**
	 * Notes a login, which keeps its user as it is until the caller's transaction ends:
	 * one statement checks, locks and writes.
	 * @return false if the user has gone, or its credentials have changed since the
	 * account was read
	 */
	public boolean noteLogin(Account account, Instant now) {
		return this.users.storeLogin(account.id(), account.version(), now) == 1;
	}

	private Optional<User> lockUnchanged(Account account) {
		return this.users.findLockedById(account.id()).filter((user) -> user.account().version() == account.version());
	}

	/**
	 * Changes the password of a user and ends its other sessions.
	 * @param keptSession the session that changes the password
	 * @return false if the user has gone, or its credentials have changed since the
	 * account was read
	 */
	public boolean changePassword(Account account, String newHash, UUID keptSession) {
		return Boolean.TRUE.equals(this.transactions.execute((status) -> {
			Optional<User> user = lockUnchanged(account);
			user.ifPresent((unchanged) -> {
				unchanged.changePassword(newHash);
				this.users.flush();
				this.events.record(SecurityEvent.AUTHN_PASSWORD_CHANGE, account.id());
				this.publisher.publishEvent(new AccessRevoked(account.id(), keptSession));
			});
			return user.isPresent();
		}));
	}

	/**
	 * Makes a user an active admin with this password, and ends the user's sessions.
	 * @param email in canonical form
	 * @return whether the user had to be created
	 */
	public boolean makeAdmin(String email, String hash) {
		this.ids.passOverAll();
		return Boolean.TRUE.equals(this.transactions.execute((status) -> {
			Optional<User> existing = this.users.findLockedByEmail(email);
			User admin = existing.orElseGet(() -> this.users.saveAndFlush(new User(email, hash)));
			existing.ifPresent((user) -> user.changePassword(hash));
			admin.makeAdmin();
			this.users.flush();
			this.events.record(existing.isPresent() ? SecurityEvent.AUTHN_PASSWORD_CHANGE : SecurityEvent.USER_CREATED,
					admin.id());
			this.events.record(SecurityEvent.PRIVILEGE_PERMISSIONS_CHANGED, admin.id());
			this.publisher.publishEvent(new AccessRevoked(admin.id(), null));
			return existing.isEmpty();
		}));
	}

	/**
	 * The number of active admins.
	 */
	public long countAdmins() {
		return this.users.findByAdminTrueAndActiveTrue().size();
	}

	/**
	 * Stores the same password under a new hash, unless the password has changed
	 * meanwhile.
	 */
	public void renewHash(Credentials credentials, String newHash) {
		this.users.replaceHash(credentials.account().id(), credentials.hashedPassword(), newHash);
	}

	/**
	 * Hands over the hashes of all users but those that begin like this, page by page. A
	 * million users take a second.
	 */
	public void forEachHashExcept(String prefix, Consumer<String> hashes) {
		List<StoredHash> page;
		long after = Long.MIN_VALUE;
		do {
			page = this.users.findByIdGreaterThanAndHashedPasswordNotLikeOrderById(after, prefix + "%",
					Limit.of(HASHES_PER_PAGE));
			for (StoredHash stored : page) {
				hashes.accept(stored.getHashedPassword());
				after = stored.getId();
			}
		}
		while (page.size() == HASHES_PER_PAGE);
	}

	/**
	 * All that a user had logged in with has to end: the password or the e-mail was
	 * changed, or the user was disabled or deleted. Published within the transaction that
	 * does so.
	 *
	 * @param userId the user
	 * @param keptSession the session that made the change itself, if any
	 */
	public record AccessRevoked(long userId, @Nullable UUID keptSession) {
	}

	/**
	 * A user and the stored hash of the password.
	 *
	 * @param account of the user
	 * @param hashedPassword with the name of its algorithm, or imported
	 */
	public record Credentials(Account account, String hashedPassword) {

		@Override
		public String toString() {
			return "Credentials[account=" + this.account + "]";
		}

	}

}
