package dev.authserver.event;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Makes ids that begin with the time, so that one index finds events by page and by time,
 * and servers need not agree on the next number.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9562#section-5.7">RFC 9562, 5.7</a>
 */
final class EventIds {

	private static final long MICROS_IN_MILLI = 1_000;

	private static final int VERSION_7 = 0x7000;

	private static final long VARIANT = Long.MIN_VALUE;

	private static final long RANDOM_BITS = (1L << 62) - 1;

	private final AtomicLong last = new AtomicLong();

	/**
	 * The time of an event: a microsecond that no other event of this server has, so that
	 * their order stays the one in which they happened.
	 */
	Instant unique(Instant time) {
		long now = ChronoUnit.MICROS.between(Instant.EPOCH, time);
		return Instant.EPOCH.plus(this.last.updateAndGet((before) -> Math.max(before + 1, now)), ChronoUnit.MICROS);
	}

	/**
	 * An id of an event at a time.
	 */
	static UUID next(Instant time) {
		return new UUID(high(time), VARIANT | ThreadLocalRandom.current().nextLong() & RANDOM_BITS);
	}

	/**
	 * The lowest id that an event at a time can have.
	 */
	static UUID lowest(Instant time) {
		return new UUID(high(time), VARIANT);
	}

	private static long high(Instant time) {
		long micros = Math.max(0, ChronoUnit.MICROS.between(Instant.EPOCH, time));
		return micros / MICROS_IN_MILLI << 16 | VERSION_7 | micros % MICROS_IN_MILLI;
	}

}
