package dev.authserver.credential;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.LockSupport;

/**
 * The time that every wrong password takes at least: that of the slowest imported hash,
 * if there are any. Otherwise the time of a refusal would tell which users have an
 * imported hash. A refusal that is ready earlier waits without work.
 * <p>
 * Only hashes of the highest cost seen so far count, and of their latest times the second
 * longest, so that a single check that was held up does not slow all later refusals down.
 */
class WrongPasswordTime {

	/**
	 * How many of the latest times are kept.
	 */
	private static final int KEPT = 16;

	private static final long LONGEST_NANOS = Duration.ofSeconds(1).toNanos();

	private final Deque<Long> latest = new ArrayDeque<>();

	private int highestCost;

	/**
	 * Counts the time that checking an imported hash took.
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
	 * The least time of a wrong password.
	 */
	synchronized long nanos() {
		long[] ascending = this.latest.stream().mapToLong(Long::longValue).sorted().toArray();
		return (ascending.length == 0) ? 0 : ascending[Math.max(0, ascending.length - 2)];
	}

	/**
	 * Waits until the least time is over.
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
