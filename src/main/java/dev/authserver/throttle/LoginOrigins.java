package dev.authserver.throttle;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ConcurrentMap;

import dev.authserver.throttle.BoundedMaps.Key;

import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * From where the owners of the accounts log in. An attack on an account from elsewhere
 * does not keep its owner out.
 */
class LoginOrigins {

	private static final Duration KEPT = Duration.ofDays(30);

	/**
	 * How often the time of an origin is brought up to date.
	 */
	private static final Duration FRESH = Duration.ofDays(1);

	private final JdbcClient jdbc;

	private final Clock clock;

	private final ConcurrentMap<Key, Boolean> fresh = BoundedMaps.create(FRESH);

	LoginOrigins(JdbcClient jdbc, Clock clock) {
		this.jdbc = jdbc;
		this.clock = clock;
	}

	boolean isKnown(String origin) {
		return this.jdbc.sql("select count(*) from login_origins where origin = ? and seen_at > ?")
			.params(origin, this.clock.millis() - KEPT.toMillis())
			.query(Integer.class)
			.single() == 1;
	}

	/**
	 * Remembers where somebody has just logged in correctly.
	 */
	void remember(String origin) {
		Key key = Key.of(origin);
		if (!this.fresh.containsKey(key)) {
			if (!update(origin)) {
				insert(origin);
			}
			this.fresh.put(key, true);
		}
	}

	private boolean update(String origin) {
		return this.jdbc.sql("update login_origins set seen_at = ? where origin = ?")
			.params(this.clock.millis(), origin)
			.update() == 1;
	}

	private void insert(String origin) {
		try {
			this.jdbc.sql("insert into login_origins (origin, seen_at) values (?, ?)")
				.params(origin, this.clock.millis())
				.update();
		}
		catch (DuplicateKeyException ex) {
			update(origin);
		}
	}

	/**
	 * Forgets from where nobody has logged in for long.
	 */
	void clean() {
		this.jdbc.sql("delete from login_origins where seen_at < ?")
			.param(this.clock.millis() - KEPT.toMillis())
			.update();
	}

}
