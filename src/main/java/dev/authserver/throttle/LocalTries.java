package dev.authserver.throttle;

import java.time.Clock;
import java.util.concurrent.ConcurrentMap;

import dev.authserver.throttle.BoundedMaps.Key;

/**
 * The tries that this server has seen by a key, in bounded memory.
 */
class LocalTries {

	private final Rate rate;

	private final Clock clock;

	private final ConcurrentMap<Key, Used> used;

	LocalTries(Rate rate, Clock clock) {
		this.rate = rate;
		this.clock = clock;
		this.used = BoundedMaps.create(rate.recovery());
	}

	/**
	 * Takes a try if one is left.
	 */
	Verdict take(Key key) {
		long now = this.clock.millis();
		Verdict[] verdict = new Verdict[1];
		this.used.compute(key, (same, known) -> {
			Used before = (known != null) ? known : new Used(now, 0);
			verdict[0] = this.rate.verdict(before.restoredAt(), before.unjudged(), 0, now);
			return verdict[0].isTaken() ? new Used(this.rate.take(before.restoredAt(), now), before.unjudged() + 1)
					: before;
		});
		return verdict[0];
	}

	/**
	 * Keeps a try that was taken: the password was wrong.
	 */
	void keep(Key key) {
		judge(key, 0);
	}

	/**
	 * Gives back a try that was taken.
	 */
	void giveBack(Key key) {
		judge(key, this.rate.intervalMillis());
	}

	private void judge(Key key, long millisBack) {
		this.used.computeIfPresent(key,
				(same, known) -> new Used(known.restoredAt() - millisBack, Math.max(0, known.unjudged() - 1)));
	}

	/**
	 * The tries of one key.
	 *
	 * @param restoredAt when all are given back
	 * @param unjudged how many of them belong to logins under way
	 */
	private record Used(long restoredAt, int unjudged) {

	}

}
