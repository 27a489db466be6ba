package dev.authserver.throttle;

import java.time.Duration;
import java.util.OptionalLong;

/**
 * So many tries at once, and one more after each interval: the generic cell rate
 * algorithm. All it needs to know of the past is one number, the time in ms at which the
 * tries taken so far are all given back.
 *
 * @param burst tries at once
 * @param interval after which one try is given back
 * @see <a href="https://www.itu.int/rec/T-REC-I.371/en">ITU-T I.371, annex A</a>
 */
record Rate(int burst, Duration interval) {

	/**
	 * The new number once a try is taken, or nothing if none is left.
	 */
	OptionalLong take(long restoredAt, long now) {
		return (waitMillis(restoredAt, now) > 0) ? OptionalLong.empty()
				: OptionalLong.of(Math.max(restoredAt, now) + intervalMillis());
	}

	/**
	 * How long until a try is left.
	 */
	long waitMillis(long restoredAt, long now) {
		return restoredAt - now - latestMillis();
	}

	/**
	 * How far ahead of now the number may be for a try to be left.
	 */
	long latestMillis() {
		return (this.burst - 1) * intervalMillis();
	}

	long intervalMillis() {
		return this.interval.toMillis();
	}

}
