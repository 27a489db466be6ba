package dev.authserver.metrics;

import java.time.Clock;
import java.time.Duration;

import dev.authserver.session.Sessions;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/**
 * Tells how many sessions live. All of them are counted for that, and so at most once a
 * minute, when somebody asks.
 */
@Component
class LiveSessions {

	private static final Duration FRESH = Duration.ofMinutes(1);

	private final Sessions sessions;

	private final Clock clock;

	private long countedAt = -FRESH.toMillis();

	private double count;

	LiveSessions(Sessions sessions, MeterRegistry meters, Clock clock) {
		this.sessions = sessions;
		this.clock = clock;
		Gauge.builder("auth.sessions.live", this, LiveSessions::count)
			.description("Sessions that live, on all servers together, at most a minute ago")
			.register(meters);
	}

	private synchronized double count() {
		long now = this.clock.millis();
		if (now - this.countedAt >= FRESH.toMillis()) {
			this.countedAt = now;
			this.count = countAll();
		}
		return this.count;
	}

	/**
	 * While the database is away, of which the log tells, nobody knows.
	 */
	private double countAll() {
		try {
			return this.sessions.countLive();
		}
		catch (DataAccessException ex) {
			return Double.NaN;
		}
	}

}
