package dev.authserver.credential;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.LockSupport;

/**
 * Delays the answer to each wrong password, while there are imported hashes, until the
 * slowest of those would have been checked. The time of an answer would otherwise tell
 * which users have an imported hash. The delay takes no processor time.
 * <p>
 * Only hashes of the highest cost seen count, and of their latest times the second
 * longest, so that a single check that took longer for another reason does not.
 */
class RefusalDelay {

	/**
	 * Number of the latest times that are kept.
	 */
	private static final int KEPT = 16;

	private static final long LONGEST_NANOS = Duration.ofSeconds(1).toNanos();

	private final Deque<Long> latest = new ArrayDeque<>();

	private int highestCost;

	/**
	 * Takes note of how long the check of an imported hash took.
	 * @param cost the binary logarithm of the rounds of that hash
	 */
	synchronized void measured(int cost, long nanos) {
		if (cost < this.highestCost) {
			return;
		}
		if (cost > this.highestCost) {
			this.highestCost = cost;
			this.latest.clear();
		}
		if (this.latest.size() == KEPT) {
			this.latest.remove();
		}
		this.latest.add(Math.min(nanos, LONGEST_NANOS));
	}

	/**
	 * The least time that a wrong password takes.
	 */
	synchronized long nanos() {
		long[] ascending = this.latest.stream().mapToLong(Long::longValue).sorted().toArray();
		return (ascending.length == 0) ? 0 : ascending[Math.max(0, ascending.length - 2)];
	}

	/**
	 * Waits until the least time has passed.
	 * @param start when the check began, by {@link System#nanoTime()}
	 */
	void await(long start) {
		long end = start + nanos();
		for (long left = end - System.nanoTime(); left > 0
				&& !Thread.currentThread().isInterrupted(); left = end - System.nanoTime()) {
			LockSupport.parkNanos(left);
		}
	}

}
