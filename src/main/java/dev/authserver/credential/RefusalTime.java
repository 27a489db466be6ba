package dev.authserver.credential;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.LockSupport;

/**
 * How long every wrong password takes while there are imported hashes: as long as the
 * slowest of those. It would otherwise tell which users have one. The rest of the time
 * passes without work.
 * <p>
 * Only hashes of the highest cost seen count, and of their latest times the second
 * longest: one that took longer for another reason is forgotten with the next.
 */
class RefusalTime {

	/**
	 * How many of the latest times are kept.
	 */
	private static final int KEPT = 16;

	private static final long LONGEST_NANOS = Duration.ofSeconds(1).toNanos();

	private final Deque<Long> latest = new ArrayDeque<>();

	private int highestCost;

	/**
	 * An imported hash took so long.
	 * @param cost of the hash: its time doubles with each step
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
	 * How long a wrong password takes at least.
	 */
	synchronized long nanos() {
		long[] ascending = this.latest.stream().mapToLong(Long::longValue).sorted().toArray();
		return (ascending.length == 0) ? 0 : ascending[Math.max(0, ascending.length - 2)];
	}

	/**
	 * Waits until the time is over.
	 * @param start of the work, as {@link System#nanoTime()} tells it
	 */
	void await(long start) {
		long end = start + nanos();
		for (long left = end - System.nanoTime(); left > 0
				&& !Thread.currentThread().isInterrupted(); left = end - System.nanoTime()) {
			LockSupport.parkNanos(left);
		}
	}

}
