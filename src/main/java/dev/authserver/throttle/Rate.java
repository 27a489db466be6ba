package dev.authserver.throttle;

import java.time.Duration;

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
	 * Whether a try is left, and if not, why.
	 * @param unjudged how many of the tries taken belong to logins under way
	 * @param spared how many tries must stay
	 */
	Verdict verdict(long restoredAt, int unjudged, int spared, long now) {
		long wait = restoredAt - latest(spared, now);
		if (wait <= 0) {
			return Verdict.TAKEN;
		}
		return (wait - unjudged * intervalMillis() > 0) ? new Verdict(wait) : Verdict.UNJUDGED;
	}

	/**
	 * The new number once a try is taken.
	 */
	long take(long restoredAt, long now) {
		return Math.max(restoredAt, now) + intervalMillis();
	}

	/**
	 * How large the number may be for a try to be left, and others that must stay.
	 */
	long latest(int spared, long now) {
		return now + (this.burst - 1 - spared) * intervalMillis();
	}

	/**
	 * After which time without a try all are back.
	 */
	Duration recovery() {
		return this.interval.multipliedBy(this.burst);
	}

	long intervalMillis() {
		return this.interval.toMillis();
	}

}
