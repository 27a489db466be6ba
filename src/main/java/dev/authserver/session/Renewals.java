package dev.authserver.session;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import dev.authserver.audit.SecurityEvent;
import dev.authserver.audit.SecurityLog;
import dev.authserver.audit.SessionEnd;
import dev.authserver.problem.ProblemException;
import dev.authserver.session.ReplacedTokens.Replaced;
import dev.authserver.token.RefusedTokens;
import dev.authserver.token.TokenUse;

import org.springframework.stereotype.Service;

/**
 * What refresh tokens are good for: renewing a session, and ending it.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9700#section-4.14">RFC 9700, 4.14</a>
 */
@Service
public class Renewals {

	/**
	 * How old the time of the last use may be before a refresh brings it up to date.
	 */
	private static final Duration FRESH = Duration.ofMinutes(1);

	private final SessionRepository sessions;

	private final RefreshTokens tokens;

	private final SessionProperties properties;

	private final SecurityLog events;

	private final RefusedTokens refused;

	private final Clock clock;

	Renewals(SessionRepository sessions, RefreshTokens tokens, SessionProperties properties, SecurityLog events,
			RefusedTokens refused, Clock clock) {
		this.sessions = sessions;
		this.tokens = tokens;
		this.properties = properties;
		this.events = events;
		this.refused = refused;
		this.clock = clock;
	}

	/**
	 * Renews the access of a session.
	 * @throws ProblemException if the token is none, or is good no longer
	 */
	public OpenSession refresh(String refreshToken) {
		return renew(refreshToken).orElseThrow(
				() -> ProblemException.refusedRefreshToken(this.refused.record(TokenUse.REFRESH, refreshToken)));
	}

	private Optional<OpenSession> renew(String refreshToken) {
		Instant now = this.clock.instant();
		String hash = this.tokens.hash(refreshToken);
		return find(refreshToken).filter((found) -> found.isLive(now)).flatMap((session) -> {
			if (!this.tokens.equal(hash, session.tokenHash())) {
				return repeat(session, hash);
			}
			return this.properties.rotation() ? rotate(session, hash) : Optional.of(touch(session));
		});
	}

	/**
	 * Finds the session that a refresh token belongs to or once belonged to.
	 */
	private Optional<SessionState> find(String refreshToken) {
		return this.tokens.verify(refreshToken).flatMap(this.sessions::find);
	}

	private OpenSession touch(SessionState session) {
		Instant now = this.clock.instant();
		if (session.lastUsedAt().isBefore(now.minus(FRESH))) {
			this.sessions.touch(session.id(), now);
		}
		return new OpenSession(session.account(), session.id(), null);
	}

	private Optional<OpenSession> rotate(SessionState session, String hash) {
		Instant now = this.clock.instant();
		Replaced old = new Replaced(hash, now);
		Instant expiresAt = this.tokens.expiry(now, session.createdAt());
		String successor = this.tokens.successor(hash, session.account(), session.id(), now, expiresAt);
		String replaced = session.replaced().with(old, this.properties.grace()).format();
		if (this.sessions.rotate(session.id(), hash, this.tokens.hash(successor), replaced, now, expiresAt)) {
			return Optional.of(new OpenSession(session.account(), session.id(), successor));
		}
		return this.sessions.find(session.id(), session.account().id())
			.filter((found) -> found.isLive(now))
			.flatMap((changed) -> repeat(changed, hash));
	}

	/**
	 * A token that is not the session's current one. Shortly after its replacement that
	 * is a client that lost the answer, or another of its tabs, and gets the current one;
	 * otherwise one of two holders must be a thief, and the session ends. Where nothing
	 * was ever replaced there is nothing to reuse.
	 */
	private Optional<OpenSession> repeat(SessionState session, String hash) {
		if (wasReplacedLately(session, hash)) {
			return this.tokens.repeat(session, session.replaced().newest())
				.map((current) -> new OpenSession(session.account(), session.id(), current));
		}
		if (session.wasRotated() && this.sessions.close(session.id(), session.account().id())) {
			this.events.record(SecurityEvent.AUTHN_TOKEN_REUSE, session.account().id());
			this.events.recordSessionEnd(session.account().id(), SessionEnd.TOKEN_REUSE, 1);
		}
		return Optional.empty();
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
		current(refreshToken).filter((session) -> this.sessions.close(session.id(), session.account().id()))
			.ifPresent((session) -> this.events.recordSessionEnd(session.account().id(), SessionEnd.LOGOUT, 1));
	}

	/**
	 * Who renews a session with this refresh token, if a refresh would be answered.
	 */
	public Optional<LoggedIn> holder(String refreshToken) {
		Instant now = this.clock.instant();
		return current(refreshToken).filter((session) -> session.isLive(now))
			.map((session) -> new LoggedIn(session.account(), session.id()));
	}

	private Optional<SessionState> current(String refreshToken) {
		String hash = this.tokens.hash(refreshToken);
		return find(refreshToken)
			.filter((session) -> this.tokens.equal(hash, session.tokenHash()) || wasReplacedLately(session, hash));
	}

}
