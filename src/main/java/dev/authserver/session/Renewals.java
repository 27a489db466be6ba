package dev.authserver.session;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;

import dev.authserver.audit.SecurityEvent;
import dev.authserver.audit.SecurityLog;
import dev.authserver.audit.SessionEnd;
import dev.authserver.problem.ProblemException;
import dev.authserver.problem.ProblemKind;
import dev.authserver.session.ReplacedTokens.Replaced;
import dev.authserver.token.RefusedTokens;
import dev.authserver.token.TokenUse;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Meter.MeterProvider;
import io.micrometer.core.instrument.MeterRegistry;

import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;

/**
 * What refresh tokens are good for: renewing a session, and ending it. Sessions that are
 * not renewed in time end here, too.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9700#section-4.14">RFC 9700, 4.14</a>
 */
@Service
public class Renewals {

	/**
	 * How old the time of the last use may be before a refresh brings it up to date.
	 */
	private static final Duration FRESH = Duration.ofMinutes(1);

	private static final String OUTCOME = "outcome";

	private static final int CLEANED_AT_ONCE = 1_000;

	private final SessionRepository sessions;

	private final RefreshTokens tokens;

	private final SessionProperties properties;

	private final TransactionOperations transactions;

	private final SecurityLog events;

	private final RefusedTokens refused;

	private final Clock clock;

	private final Counter renewed;

	private final MeterProvider<Counter> outcomes;

	Renewals(SessionRepository sessions, RefreshTokens tokens, SessionProperties properties,
			TransactionOperations transactions, SecurityLog events, RefusedTokens refused, Clock clock,
			MeterRegistry meters) {
		this.transactions = transactions;
		this.sessions = sessions;
		this.tokens = tokens;
		this.properties = properties;
		this.events = events;
		this.refused = refused;
		this.clock = clock;
		this.outcomes = Counter.builder("auth.refreshes")
			.description("Refresh tokens that came, by what became of them")
			.withRegistry(meters);
		this.renewed = this.outcomes.withTag(OUTCOME, "success");
	}

	/**
	 * Renews the access of a session.
	 * @throws ProblemException if the token is none, or is good no longer
	 */
	public OpenSession refresh(String refreshToken) {
		OpenSession session = renew(refreshToken).orElseThrow(() -> refused(refreshToken));
		this.renewed.increment();
		return session;
	}

	private ProblemException refused(String refreshToken) {
		ProblemKind kind = this.refused.record(TokenUse.REFRESH, refreshToken);
		this.outcomes.withTag(OUTCOME, kind.slug()).increment();
		return ProblemException.refusedRefreshToken(kind);
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
			this.events.record(SecurityEvent.AUTHN_TOKEN_REUSE, session.account().id(), session.id());
			this.events.recordSessionEnd(session.account().id(), SessionEnd.TOKEN_REUSE, session.id());
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
			.ifPresent(
					(session) -> this.events.recordSessionEnd(session.account().id(), SessionEnd.LOGOUT, session.id()));
	}

	/**
	 * Deletes sessions that were not renewed in time. Several servers may do so at once.
	 */
	@Scheduled(fixedDelay = 1, initialDelay = 1, timeUnit = TimeUnit.MINUTES)
	void clean() {
		int closed;
		do {
			closed = Objects.requireNonNull(this.transactions.execute((status) -> closeExpired()));
		}
		while (closed > 0);
	}

	private int closeExpired() {
		List<Long> users = this.sessions.closeExpired(this.clock.instant(), CLEANED_AT_ONCE);
		users.stream()
			.collect(Collectors.groupingBy(Function.identity(), Collectors.summingInt((one) -> 1)))
			.forEach((user, sessions) -> this.events.recordSessionEnd(user, SessionEnd.TIMEOUT, sessions));
		return users.size();
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
