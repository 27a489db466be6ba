package dev.authserver.storage;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

import dev.authserver.problem.DatabaseUnavailable;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.event.EventListener;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Logs that the database has gone, also while no request needs it, and that it is back.
 */
@Component
class DatabaseWatch {

	/**
	 * Reads from the table of users, because H2 calls a connection valid even when it can
	 * no longer read its file.
	 */
	static final String QUERY = "select count(*) from users where id = 0";

	private static final Logger log = LoggerFactory.getLogger(DatabaseWatch.class);

	private final JdbcClient jdbc;

	private final Clock clock;

	private final AtomicReference<@Nullable Instant> awaySince = new AtomicReference<>();

	DatabaseWatch(JdbcClient jdbc, Clock clock) {
		this.jdbc = jdbc;
		this.clock = clock;
	}

	/**
	 * A request has failed for the database, and said so in the log.
	 */
	@EventListener(DatabaseUnavailable.class)
	void onRequestFailed() {
		this.awaySince.compareAndSet(null, this.clock.instant());
	}

	@Scheduled(initialDelay = 5, fixedDelay = 5, timeUnit = TimeUnit.SECONDS)
	void check() {
		try {
			this.jdbc.sql(QUERY).query(Integer.class).single();
			Instant since = this.awaySince.getAndSet(null);
			if (since != null) {
				log.info("The database is available again, after {} s",
						Duration.between(since, this.clock.instant()).toSeconds());
			}
		}
		catch (DataAccessException ex) {
			if (this.awaySince.compareAndSet(null, this.clock.instant())) {
				log.warn("The database is not available: {}", NestedExceptionUtils.getMostSpecificCause(ex).toString());
			}
		}
	}

}
