package dev.authserver.credential;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

import dev.authserver.hash.HashCost;

/**
 * Delays the answer to each wrong password, while there are imported hashes, until the
 * slowest of those would have been checked. The time of an answer would otherwise tell
 * which users have an imported hash. The delay takes no processor time.
 * <p>
 * Of each algorithm only hashes of the highest cost count, and of their latest times the
 * second longest, so that a single check that took longer for another reason does not.
 */
class RefusalDelay {

	/**
	 * Number of the latest times that are kept.
	 */
	private static final int KEPT = 16;

	/**
	 * No hash within the bounds takes as long.
	 */
	private static final long LONGEST_NANOS = Duration.ofSeconds(10).toNanos();

	private final Map<String, Times> byAlgorithm = new HashMap<>();

	/**
	 * Takes note of how long a wrong password took that was checked against an imported
	 * hash.
	 */
	synchronized void measured(HashCost cost, long nanos) {
		Times times = this.byAlgorithm.get(cost.algorithm());
		if (times == null || cost.work() > times.cost().work()) {
			times = new Times(cost, new ArrayDeque<>());
			this.byAlgorithm.put(cost.algorithm(), times);
		}
		if (cost.equals(times.cost())) {
			times.add(Math.min(nanos, LONGEST_NANOS));
		}
	}

	/**
	 * Forgets the times of all hashes but those of these costs.
	 */
	synchronized void retain(Collection<HashCost> costs) {
		this.byAlgorithm.values().removeIf((times) -> !costs.contains(times.cost()));
	}

	/**
	 * Whether it is known how long hashes of this cost take.
	 */
	synchronized boolean knows(HashCost cost) {
		Times times = this.byAlgorithm.get(cost.algorithm());
		return times != null && times.cost().equals(cost);
	}

	/**
	 * The least time that a wrong password takes.
	 */
	synchronized long nanos() {
		return this.byAlgorithm.values().stream().mapToLong(Times::secondLongest).max().orElse(0);
	}

	/**
	 * Waits until the least time has passed.
	 * @param spent nanoseconds that the check took
	 */
	void await(long spent) {
		long end = System.nanoTime() + nanos() - spent;
		for (long left = end - System.nanoTime(); left > 0
				&& !Thread.currentThread().isInterrupted(); left = end - System.nanoTime()) {
			LockSupport.parkNanos(left);
		}
	}

	/**
	 * The latest times of the costliest hashes of an algorithm.
	 */
	private record Times(HashCost cost, Deque<Long> latest) {

		void add(long nanos) {
			if (this.latest.size() == KEPT) {
				this.latest.remove();
			}
			this.latest.add(nanos);
		}

		long secondLongest() {
			long[] ascending = this.latest.stream().mapToLong(Long::longValue).sorted().toArray();
			return ascending[Math.max(0, ascending.length - 2)];
		}

	}

}
