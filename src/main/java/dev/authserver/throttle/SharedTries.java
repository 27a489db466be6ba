package dev.authserver.throttle;

import java.time.Clock;
import java.util.Optional;

import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The tries by account that all servers on one database have seen. Each step is a single
 * statement, so that parallel tries cannot take the same one twice.
 */
class SharedTries {

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
	 * @return 0, or the time in ms until one is
	 */
	long take(String account) {
		long now = this.clock.millis();
		if (takeOfKnown(account, now)) {
			return 0;
		}
		Optional<Long> wait = waitMillis(account, now);
		if (wait.isPresent() && wait.get() > 0) {
			return wait.get();
		}
		// unknown, or another has come in between
		return (takeFirst(account, now) || takeOfKnown(account, now)) ? 0 : this.rate.intervalMillis();
	}

	private Optional<Long> waitMillis(String account, long now) {
		return this.jdbc.sql("select restored_at from login_tries where account = ?")
			.param(account)
			.query(Long.class)
			.optional()
			.map((restoredAt) -> this.rate.waitMillis(restoredAt, now));
	}

	private boolean takeOfKnown(String account, long now) {
		return this.jdbc.sql("""
				update login_tries
				set restored_at = case when restored_at > :now then restored_at else :now end + :interval
				where account = :account and restored_at <= :latest""")
			.param("now", now)
			.param("interval", this.rate.intervalMillis())
			.param("account", account)
			.param("latest", now + this.rate.latestMillis())
			.update() == 1;
	}

	private boolean takeFirst(String account, long now) {
		try {
			return this.jdbc.sql("insert into login_tries (account, restored_at) values (?, ?)")
				.params(account, now + this.rate.intervalMillis())
				.update() == 1;
		}
		catch (DuplicateKeyException ex) {
			return false;
		}
	}

	/**
	 * Gives a try back.
	 */
	void giveBack(String account) {
		this.jdbc.sql("update login_tries set restored_at = restored_at - ? where account = ?")
			.params(this.rate.intervalMillis(), account)
			.update();
	}

	/**
	 * Forgets who has all tries back.
	 */
	void clean() {
		this.jdbc.sql("delete from login_tries where restored_at < ?").param(this.clock.millis()).update();
	}

}
