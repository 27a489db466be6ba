package dev.authserver.session;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import dev.authserver.audit.SecurityEvent;
import dev.authserver.audit.SecurityLog;
import dev.authserver.session.ReplacedTokens.Replaced;
import dev.authserver.token.JwtService;
import dev.authserver.token.TokenUse;
import dev.authserver.token.VerifiedToken;
import dev.authserver.user.AccessRevoked;
import dev.authserver.user.Account;
import dev.authserver.user.Accounts;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.event.EventListener;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Opens sessions, renews them and closes them. Nobody else knows refresh tokens.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9700#section-4.14">RFC 9700, 4.14</a>
 */
@Service
public class Sessions {

	/**
	 * How old the time of the last use may be before a refresh brings it up to date.
	 */
	private static final Duration FRESH = Duration.ofMinutes(1);

	private final SessionRepository sessions;

	private final Accounts accounts;

	private final JwtService jwts;

	private final RefreshTokens tokens;

	private final SessionProperties properties;

	private final SecurityLog events;

	private final TransactionOperations transactions;

	private final Clock clock;

	Sessions(SessionRepository sessions, Accounts accounts, JwtService jwts, RefreshTokens tokens,
			SessionProperties properties, SecurityLog events, @Qualifier("jdbc") TransactionOperations transactions,
			Clock clock) {
		this.sessions = sessions;
		this.accounts = accounts;
		this.jwts = jwts;
		this.tokens = tokens;
		this.properties = properties;
		this.events = events;
		this.transactions = transactions;
		this.clock = clock;
	}

	/**
	 * Opens a session that a refresh token renews. Past the number that a user may have,
	 * the oldest ends.
	 * @return nothing if the credentials have changed since they were checked
	 */
	public Optional<OpenSession> open(Account account, Client client) {
		return whileUnchanged(account, () -> openLong(account, client));
	}

	private Optional<OpenSession> whileUnchanged(Account account, Supplier<OpenSession> open) {
		return Objects.requireNonNull(this.transactions.execute(
				(status) -> this.accounts.lock(account) ? Optional.of(open.get()) : Optional.<OpenSession>empty()));
	}

	private OpenSession openLong(Account account, Client client) {
		makeRoom(account);
		Instant now = wholeSeconds(this.clock.instant());
		UUID id = UUID.randomUUID();
		Instant expiresAt = expiry(now, now);
		String token = this.tokens.issue(account, id, now, expiresAt);
		this.sessions.insert(id, account.id(), this.tokens.hash(token), this.clock.instant(), expiresAt, client);
		return new OpenSession(account, id, token);
	}

	/**
	 * Where a user may have one session, it is the newest one that is renewed, while
	 * access that was given before runs out by itself. Otherwise what is too old ends at
	 * once.
	 */
	private void makeRoom(Account account) {
		Instant now = this.clock.instant();
		List<UUID> others = this.sessions.findRenewable(account.id(), now);
		int tooMany = others.size() + 1 - this.properties.perUser();
		if (tooMany > 0 && this.properties.perUser() == 1) {
			this.sessions.runOut(others, now.plus(this.jwts.lifetime(TokenUse.ACCESS)));
		}
		else if (tooMany > 0) {
			this.sessions.closeAll(others.subList(0, tooMany));
		}
	}

	/**
	 * Opens a session that lasts as long as its access token.
	 * @return nothing if the credentials have changed since they were checked
	 */
	public Optional<OpenSession> openShort(Account account, Client client) {
		return whileUnchanged(account, () -> {
			Instant now = this.clock.instant();
			UUID id = UUID.randomUUID();
			this.sessions.insert(id, account.id(), null, now, now.plus(this.jwts.lifetime(TokenUse.ACCESS)), client);
			return new OpenSession(account, id, null);
		});
	}

	/**
	 * Tokens tell times in whole seconds.
	 */
	private static Instant wholeSeconds(Instant time) {
		return time.truncatedTo(ChronoUnit.SECONDS);
	}

	private Instant expiry(Instant now, Instant createdAt) {
		Instant ordinary = now.plus(this.jwts.lifetime(TokenUse.REFRESH));
		Instant latest = createdAt.plus(this.properties.maxLifetime());
		return wholeSeconds(ordinary.isBefore(latest) ? ordinary : latest);
	}

	/**
	 * Renews the access of a session.
	 * @throws InvalidRefreshTokenException if the token is none, or is good no longer
	 */
	public OpenSession refresh(String refreshToken) {
		Instant now = this.clock.instant();
		String hash = this.tokens.hash(refreshToken);
		SessionState session = find(refreshToken, hash).filter((found) -> found.isLive(now))
			.orElseThrow(InvalidRefreshTokenException::new);
		if (!this.tokens.equal(hash, session.tokenHash())) {
			return repeat(session, hash);
		}
		return (this.properties.rotation() == SessionProperties.Rotation.ON) ? rotate(session, hash) : touch(session);
	}

	/**
	 * The session that a refresh token belongs to or did. From before there were sessions
	 * only its hash tells.
	 */
	private Optional<SessionState> find(String refreshToken, String hash) {
		return this.tokens.verify(refreshToken)
			.flatMap((verified) -> (verified.sessionId() != null) ? find(verified)
					: this.sessions.findByToken(verified.userId(), hash));
	}

	private Optional<SessionState> find(VerifiedToken verified) {
		return (verified.sessionId() == null) ? Optional.empty()
				: this.sessions.find(verified.sessionId(), verified.userId());
	}

	private OpenSession touch(SessionState session) {
		Instant now = this.clock.instant();
		if (session.lastUsedAt().isBefore(now.minus(FRESH))) {
			this.sessions.touch(session.id(), now);
		}
		return new OpenSession(session.account(), session.id(), null);
	}

	private OpenSession rotate(SessionState session, String hash) {
		Instant now = this.clock.instant();
		Replaced old = new Replaced(hash, now);
		Instant expiresAt = expiry(wholeSeconds(now), session.createdAt());
		String successor = successor(old, session, expiresAt);
		String replaced = session.replaced().with(old, this.properties.grace()).format();
		if (this.sessions.rotate(session.id(), hash, this.tokens.hash(successor), replaced, now, expiresAt)) {
			return new OpenSession(session.account(), session.id(), successor);
		}
		SessionState changed = this.sessions.find(session.id(), session.account().id())
			.filter((found) -> found.isLive(now))
			.orElseThrow(InvalidRefreshTokenException::new);
		return repeat(changed, hash);
	}

	private String successor(Replaced old, SessionState session, Instant expiresAt) {
		return this.tokens.successor(old.hash(), session.account(), session.id(), wholeSeconds(old.at()), expiresAt);
	}

	/**
	 * A token that is not the session's current one. Shortly after its replacement that
	 * is a client that lost the answer, or another of its tabs, and gets the current one;
	 * otherwise one of two holders must be a thief, and the session ends. Where nothing
	 * was ever replaced there is nothing to reuse.
	 */
	private OpenSession repeat(SessionState session, String hash) {
		if (wasReplacedLately(session, hash)) {
			String current = successor(session.replaced().newest(), session, session.expiresAt());
			if (this.tokens.equal(this.tokens.hash(current), session.tokenHash())) {
				return new OpenSession(session.account(), session.id(), current);
			}
		}
		else if (session.wasRotated() && this.sessions.close(session.id(), session.account().id())) {
			this.events.record(SecurityEvent.AUTHN_TOKEN_REUSE, session.account().id());
		}
		throw new InvalidRefreshTokenException();
	}

	private boolean wasReplacedLately(SessionState session, String hash) {
		Instant now = this.clock.instant();
		return session.replaced()
			.newestLast()
			.stream()
			.anyMatch((old) -> this.tokens.equal(hash, old.hash()) && old.isWithin(this.properties.grace(), now));
	}

	/**
	 * Ends the session of a refresh token. Any other text ends nothing.
	 * @see <a href="https://www.rfc-editor.org/rfc/rfc7009#section-2.2">RFC 7009, 2.2</a>
	 */
	public void logout(String refreshToken) {
		String hash = this.tokens.hash(refreshToken);
		find(refreshToken, hash)
			.filter((session) -> this.tokens.equal(hash, session.tokenHash()) || wasReplacedLately(session, hash))
			.ifPresent((session) -> this.sessions.close(session.id(), session.account().id()));
	}

	/**
	 * Who sends this access token, if its session goes on and its user may log in.
	 */
	Optional<LoggedIn> loggedIn(VerifiedToken accessToken) {
		Instant now = this.clock.instant();
		return find(accessToken).filter((session) -> session.isLive(now))
			.map((session) -> new LoggedIn(session.account(), session.id()));
	}

	List<SessionView> list(Account account, @Nullable UUID current) {
		return this.sessions.findLive(account.id(), this.clock.instant(), current);
	}

	/**
	 * Ends one session of a user.
	 * @throws SessionNotFoundException if the user has none by that id
	 */
	void close(Account account, UUID id) {
		if (!this.sessions.close(id, account.id())) {
			throw new SessionNotFoundException();
		}
	}

	void closeAll(Account account, @Nullable UUID kept) {
		closeAll(account.id(), kept);
	}

	private void closeAll(long userId, @Nullable UUID kept) {
		if (kept != null) {
			this.sessions.closeOthers(userId, kept);
		}
		else {
			this.sessions.closeAll(userId);
		}
	}

	@EventListener
	void on(AccessRevoked revoked) {
		closeAll(revoked.userId(), revoked.keptSession());
	}

	/**
	 * Forgets what is over. Several servers may do so at once.
	 */
	@Scheduled(fixedDelay = 1, initialDelay = 1, timeUnit = TimeUnit.MINUTES)
	void clean() {
		this.sessions.closeExpired(this.clock.instant());
	}

}
