package dev.authserver.session;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

import dev.authserver.audit.SecurityEvent;
import dev.authserver.audit.SecurityLog;
import dev.authserver.audit.SessionEnd;
import dev.authserver.problem.ProblemException;
import dev.authserver.problem.ProblemKind;
import dev.authserver.token.JwtService;
import dev.authserver.token.RandomId;
import dev.authserver.token.TokenUse;
import dev.authserver.token.VerifiedToken;
import dev.authserver.user.Account;
import dev.authserver.user.UserDirectory;
import dev.authserver.user.UserDirectory.AccessRevoked;
import org.jspecify.annotations.Nullable;

import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Opens sessions and closes them. {@link Renewals} keep them alive.
 */
@Service
public class Sessions {

	private final SessionRepository sessions;

	private final UserDirectory users;

	private final JwtService jwts;

	private final RefreshTokens tokens;

	private final SessionProperties properties;

	private final TransactionOperations transactions;

	private final SecurityLog events;

	private final Clock clock;

	Sessions(SessionRepository sessions, UserDirectory users, JwtService jwts, RefreshTokens tokens,
			SessionProperties properties, TransactionOperations transactions, SecurityLog events, Clock clock) {
		this.sessions = sessions;
		this.users = users;
		this.jwts = jwts;
		this.tokens = tokens;
		this.properties = properties;
		this.transactions = transactions;
		this.events = events;
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
		Optional<OpenSession> opened = Objects
			.requireNonNull(this.transactions.execute((status) -> this.users.noteLogin(account, this.clock.instant())
					? Optional.of(open.get()) : Optional.<OpenSession>empty()));
		opened
			.ifPresent((session) -> this.events.record(SecurityEvent.AUTHN_LOGIN_SUCCESS, account.id(), session.id()));
		return opened;
	}

	private OpenSession openLong(Account account, Client client) {
		makeRoom(account);
		Instant now = this.clock.instant();
		UUID id = RandomId.next();
		Instant expiresAt = this.tokens.expiry(now, now);
		String token = this.tokens.issue(account, id, now, expiresAt);
		this.sessions.insert(id, account.id(), this.tokens.hash(token), now, expiresAt, client);
		return new OpenSession(account, id, token);
	}

	/**
	 * Ends the oldest sessions past the number that a user may have. Where that is one,
	 * the others are no longer renewed, but last as long as their access tokens, as they
	 * do for clients that know one refresh token a user.
	 */
	private void makeRoom(Account account) {
		Instant now = this.clock.instant();
		List<UUID> others = this.sessions.findLive(account.id(), now)
			.stream()
			.filter(SessionState::isRenewable)
			.map(SessionState::id)
			.toList();
		int tooMany = others.size() + 1 - this.properties.perUser();
		if (tooMany > 0 && this.properties.perUser() == 1) {
			this.sessions.runOut(others, now.plus(this.jwts.lifetime(TokenUse.ACCESS)));
		}
		else if (tooMany > 0) {
			this.sessions.closeAll(others.subList(0, tooMany));
		}
		this.events.recordSessionEnd(account.id(), SessionEnd.TOO_MANY, tooMany);
	}

	/**
	 * Opens a session that lasts as long as its access token.
	 * @return nothing if the credentials have changed since they were checked
	 */
	public Optional<OpenSession> openShort(Account account, Client client) {
		return whileUnchanged(account, () -> {
			Instant now = this.clock.instant();
			UUID id = RandomId.next();
			this.sessions.insert(id, account.id(), null, now, now.plus(this.jwts.lifetime(TokenUse.ACCESS)), client);
			return new OpenSession(account, id, null);
		});
	}

	/**
	 * Who sends this access token, if its session goes on and its user may log in.
	 */
	public Optional<LoggedIn> loggedIn(VerifiedToken accessToken) {
		Instant now = this.clock.instant();
		return this.sessions.find(accessToken)
			.filter((session) -> session.isLive(now))
			.map((session) -> new LoggedIn(session.account(), session.id()));
	}

	/**
	 * How many sessions go on, which takes a database a while to count where there are
	 * many.
	 */
	public long countLive() {
		return this.sessions.countLive(this.clock.instant());
	}

	/**
	 * The sessions of a user that go on, the oldest first.
	 */
	List<SessionState> list(Account account) {
		return this.sessions.findLive(account.id(), this.clock.instant());
	}

	/**
	 * A page of them.
	 * @param after the last session of the page before, or null for the first page
	 * @throws ProblemException if the user has no such session, or no longer
	 */
	List<SessionState> page(Account account, @Nullable UUID after, int limit) {
		SessionState last = (after != null) ? this.sessions.find(after, account.id())
			.orElseThrow(() -> ProblemException.invalid("after", "must be a session of the list")) : null;
		return this.sessions.findLive(account.id(), last, this.clock.instant(), limit);
	}

	/**
	 * Ends one session of a user.
	 * @throws ProblemException if the user has none by that id
	 */
	void close(Account account, UUID id) {
		this.transactions.executeWithoutResult((status) -> {
			if (!this.sessions.close(id, account.id())) {
				throw new ProblemException(ProblemKind.SESSION_NOT_FOUND);
			}
			this.events.recordSessionEnd(account.id(), SessionEnd.REVOKED, id);
		});
	}

	/**
	 * Ends one session, whoever's it is.
	 * @throws ProblemException if there is none by that id
	 */
	void close(UUID id) {
		close(this.sessions.find(id).orElseThrow(() -> new ProblemException(ProblemKind.SESSION_NOT_FOUND)).account(),
				id);
	}

	/**
	 * Ends the session of an access token.
	 */
	public void logout(VerifiedToken accessToken) {
		loggedIn(accessToken).filter((user) -> this.sessions.close(user.session(), user.account().id()))
			.ifPresent((user) -> this.events.recordSessionEnd(user.account().id(), SessionEnd.LOGOUT, 1));
	}

	void closeAll(Account account, @Nullable UUID kept) {
		this.transactions.executeWithoutResult((status) -> closeAll(account.id(), kept));
	}

	private void closeAll(long userId, @Nullable UUID kept) {
		int closed = (kept != null) ? this.sessions.closeOthers(userId, kept) : this.sessions.closeAll(userId);
		this.events.recordSessionEnd(userId, SessionEnd.REVOKED, closed);
	}

	@EventListener
	void on(AccessRevoked revoked) {
		closeAll(revoked.userId(), revoked.keptSession());
	}

}
