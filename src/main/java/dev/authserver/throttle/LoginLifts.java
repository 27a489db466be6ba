package dev.authserver.throttle;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;

import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The accounts whose wrong passwords an admin has forgiven. Each server counts tries by
 * address in its own memory, under keys from which no account can be read; the number of
 * a lift in these keys makes all servers count anew.
 */
class LoginLifts {

	/**
	 * Longer than any limit takes to give all tries back.
	 */
	private static final Duration KEPT = Duration.ofHours(2);

	/**
	 * How old what a server knows of the lifts may be.
	 */
	private static final long FRESH_NANOS = TimeUnit.SECONDS.toNanos(1);

	private final JdbcClient jdbc;

	private final Clock clock;

	private final AtomicLong nextLook = new AtomicLong(System.nanoTime());

	private volatile Map<String, Long> lifts = Map.of();

	LoginLifts(JdbcClient jdbc, Clock clock) {
		this.jdbc = jdbc;
		this.clock = clock;
	}

	/**
	 * Tells when an account was lastly forgiven, in ms, or 0.
	 */
	long of(String account) {
		long now = System.nanoTime();
		long next = this.nextLook.get();
		if (now - next >= 0 && this.nextLook.compareAndSet(next, now + FRESH_NANOS)) {
			look();
		}
		return this.lifts.getOrDefault(account, 0L);
	}

	private void look() {
		this.lifts = this.jdbc.sql("select account, lifted_at from login_lifts where lifted_at > ?")
			.param(this.clock.millis() - KEPT.toMillis())
			.query((row, number) -> Map.entry(row.getString(1), row.getLong(2)))
			.list()
			.stream()
			.collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
	}

	void lift(String account) {
		if (!update(account)) {
			insert(account);
		}
		look();
	}

	private boolean update(String account) {
		return this.jdbc.sql("update login_lifts set lifted_at = ? where account = ?")
			.params(this.clock.millis(), account)
			.update() == 1;
	}

	private void insert(String account) {
		try {
			this.jdbc.sql("insert into login_lifts (account, lifted_at) values (?, ?)")
				.params(account, this.clock.millis())
				.update();
		}
		catch (DuplicateKeyException ex) {
			update(account);
		}
	}

	void clean() {
		this.jdbc.sql("delete from login_lifts where lifted_at < ?")
			.param(this.clock.millis() - KEPT.toMillis())
			.update();
	}

}
