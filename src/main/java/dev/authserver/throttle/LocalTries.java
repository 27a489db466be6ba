package dev.authserver.throttle;

import java.time.Clock;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentMap;

import com.github.benmanes.caffeine.cache.Caffeine;

/**
 * The tries that this server has seen by a key, in bounded memory: past
 * {@value #MAX_KEYS} keys the least used one is forgotten.
 */
class LocalTries {

	private static final int MAX_KEYS = 100_000;

	private final Rate rate;

	private final Clock clock;

	private final ConcurrentMap<String, Long> restoredAt;

	LocalTries(Rate rate, Clock clock) {
		this.rate = rate;
		this.clock = clock;
		this.restoredAt = Caffeine.newBuilder()
			.maximumSize(MAX_KEYS)
			.expireAfterWrite(Duration.ofMillis(rate.intervalMillis() * rate.burst()))
			.<String, Long>build()
			.asMap();
	}

	/**
	 * Takes a try if one is left.
	 * @return 0, or the time in ms until one is
	 */
	long take(String key) {
		long now = this.clock.millis();
		long[] wait = { 0 };
		this.restoredAt.compute(key, (same, known) -> {
			long before = (known != null) ? known : now;
			OptionalLong after = this.rate.take(before, now);
			wait[0] = after.isPresent() ? 0 : this.rate.waitMillis(before, now);
			return after.orElse(before);
		});
		return wait[0];
	}

	/**
	 * Gives a try back.
	 */
	void giveBack(String key) {
		this.restoredAt.computeIfPresent(key, (same, known) -> known - this.rate.intervalMillis());
	}

}
