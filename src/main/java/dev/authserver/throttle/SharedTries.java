package dev.authserver.throttle;

import java.sql.Types;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The tries by account that all servers on one database have seen. Each step is a single
 * statement, so that parallel tries cannot take the same one twice.
 */
class SharedTries {

	/**
	 * When the logins under way on a server that has died count as wrong: longer than any
	 * login takes.
	 */
	private static final Duration LONGEST_LOGIN = Duration.ofMinutes(3);

	private final Rate rate;

	private final JdbcClient jdbc;

	private final Clock clock;

	SharedTries(Rate rate, JdbcClient jdbc, Clock clock) {
		this.rate = rate;
		this.jdbc = jdbc;
		this.clock = clock;
	}

	/**
	 * Takes a try if one is left.
	 * @param spared how many tries must stay
	 */
	Verdict take(String account, int spared) {
		long now = this.clock.millis();
		if (takeOfKnown(account, spared, now)) {
			return Verdict.TAKEN;
		}
		Optional<Verdict> known = verdict(account, spared, now);
		if (known.isPresent() && !known.get().isTaken()) {
			return known.get();
		}
		// unknown, or another has come in between
		return (takeFirst(account, now) || takeOfKnown(account, spared, now)) ? Verdict.TAKEN : Verdict.UNJUDGED;
	}

	private Optional<Verdict> verdict(String account, int spared, long now) {
		return this.jdbc.sql("""
				select restored_at, case when unjudged_until > ? then unjudged else 0 end
				from login_tries where account = ?""")
			.params(now, account)
			.query((row, number) -> this.rate.verdict(row.getLong(1), row.getInt(2), spared, now))
			.optional();
	}

	private boolean takeOfKnown(String account, int spared, long now) {
		return this.jdbc.sql("""
				update login_tries
				set restored_at = case when restored_at > :now then restored_at else :now end + :interval,
				unjudged = case when unjudged_until > :now then unjudged else 0 end + 1, unjudged_until = :until
				where account = :account and restored_at <= :latest""")
			.param("now", now)
			.param("interval", this.rate.intervalMillis())
			.param("until", now + LONGEST_LOGIN.toMillis())
			.param("account", account)
			.param("latest", this.rate.latest(spared, now))
			.update() == 1;
	}

	private boolean takeFirst(String account, long now) {
		try {
			return this.jdbc
				.sql("insert into login_tries (account, restored_at, unjudged, unjudged_until) values (?, ?, 1, ?)")
				.params(account, this.rate.take(now, now), now + LONGEST_LOGIN.toMillis())
				.update() == 1;
		}
		catch (DuplicateKeyException ex) {
			return false;
		}
	}

	/**
	 * Keeps a try that was taken: the password was wrong.
	 * @param userId whose account it is, or null if there is no such user
	 */
	void keep(String account, @Nullable Long userId) {
		judge(account, 0, userId);
	}

	/**
	 * Gives back a try that was taken.
	 */
	void giveBack(String account) {
		judge(account, this.rate.intervalMillis(), null);
	}

	private void judge(String account, long millisBack, @Nullable Long userId) {
		this.jdbc.sql("""
				update login_tries set restored_at = restored_at - :back,
				unjudged = case when unjudged > 0 then unjudged - 1 else 0 end, user_id = coalesce(:user, user_id)
				where account = :account""")
			.param("back", millisBack)
			.param("user", userId, Types.BIGINT)
			.param("account", account)
			.update();
	}

	/**
	 * Gives all tries of an account back.
	 */
	void forget(String account) {
		this.jdbc.sql("delete from login_tries where account = ?").param(account).update();
	}

	/**
	 * Whose account it is, which a wrong password of an existing user has told.
	 */
	Optional<Long> userOf(String account) {
		return this.jdbc.sql("select user_id from login_tries where account = ? and user_id is not null")
			.param(account)
			.query(Long.class)
			.optional();
	}

	/**
	 * The users whose accounts have no try left.
	 * @param spared how many tries must stay
	 * @param limit of how many to tell the ids, those first who must wait longest
	 */
	LoginThrottle.Throttled throttled(int spared, int limit) {
		long now = this.clock.millis();
		List<Long> users = this.jdbc
			.sql("""
					select user_id from login_tries where restored_at > :latest
					and restored_at - :interval * case when unjudged_until > :now then unjudged else 0 end > :latest
					and exists (select 1 from users where users.id = login_tries.user_id) group by user_id order by max(restored_at) desc""")
			.param("latest", this.rate.latest(spared, now))
			.param("interval", this.rate.intervalMillis())
			.param("now", now)
			.query(Long.class)
			.list();
		return new LoginThrottle.Throttled(users.size(), users.stream().limit(limit).toList());
	}

	/**
	 * Forgets who has all tries back.
	 */
	void clean() {
		this.jdbc.sql("delete from login_tries where restored_at < ?").param(this.clock.millis()).update();
	}

}
