package dev.authserver.audit;

import java.time.Clock;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentMap;

import com.github.benmanes.caffeine.cache.Caffeine;

/**
 * Keeps events that anybody can cause from flooding the log: the same event is logged
 * once a minute, with the number of times that it was left out before.
 */
class RepeatedEvents {

	private static final Duration QUIET = Duration.ofMinutes(1);

	/**
	 * Time after which the count of an event that did not come again is dropped.
	 */
	private static final Duration KEPT = Duration.ofMinutes(10);

	private static final int MAX_KEYS = 2_000;

	private final Clock clock;

	private final ConcurrentMap<String, Logged> logged = Caffeine.newBuilder()
		.maximumSize(MAX_KEYS)
		.expireAfterWrite(KEPT)
		.<String, Logged>build()
		.asMap();

	RepeatedEvents(Clock clock) {
		this.clock = clock;
	}

	/**
	 * Counts an event.
	 * @return how often the event was left out since it was last logged, or nothing if it
	 * is to be left out now
	 */
	OptionalInt count(String key) {
		long now = this.clock.millis();
		OptionalInt[] leftOut = { OptionalInt.empty() };
		this.logged.compute(key, (same, before) -> {
			if (before != null && now - before.at() < QUIET.toMillis()) {
				return new Logged(before.at(), before.leftOut() + 1);
			}
			leftOut[0] = OptionalInt.of((before != null) ? before.leftOut() : 0);
			return new Logged(now, 0);
		});
		return leftOut[0];
	}

	/**
	 * @param at when the event was last logged, in ms
	 * @param leftOut how often it was left out since
	 */
	private record Logged(long at, int leftOut) {

	}

}
