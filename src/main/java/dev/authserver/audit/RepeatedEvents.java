package dev.authserver.audit;

import java.time.Clock;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentMap;

import com.github.benmanes.caffeine.cache.Caffeine;

/**
 * Keeps events that anybody can cause from flooding the log: the same one is told once a
 * minute, and then how often it had been left out.
 */
class RepeatedEvents {

	private static final Duration QUIET = Duration.ofMinutes(1);

	/**
	 * After which time without the event its count is forgotten.
	 */
	private static final Duration KEPT = Duration.ofMinutes(10);

	private static final int MAX_KEYS = 2_000;

	private final Clock clock;

	private final ConcurrentMap<String, Told> told = Caffeine.newBuilder()
		.maximumSize(MAX_KEYS)
		.expireAfterWrite(KEPT)
		.<String, Told>build()
		.asMap();

	RepeatedEvents(Clock clock) {
		this.clock = clock;
	}

	/**
	 * Counts an event.
	 * @return how often it was left out since it was last told, or nothing if it is to be
	 * left out
	 */
	OptionalInt count(String key) {
		long now = this.clock.millis();
		OptionalInt[] leftOut = { OptionalInt.empty() };
		this.told.compute(key, (same, before) -> {
			if (before != null && now - before.at() < QUIET.toMillis()) {
				return new Told(before.at(), before.leftOut() + 1);
			}
			leftOut[0] = OptionalInt.of((before != null) ? before.leftOut() : 0);
			return new Told(now, 0);
		});
		return leftOut[0];
	}

	/**
	 * @param at when the event was last told, in ms
	 * @param leftOut how often it has come since
	 */
	private record Told(long at, int leftOut) {

	}

}
