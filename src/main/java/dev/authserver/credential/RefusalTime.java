package dev.authserver.credential;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * How long every wrong password takes while there are imported hashes: as long as the
 * slowest of those. It would otherwise tell which users have one. The rest of the time
 * passes without work.
 */
class RefusalTime {

	/**
	 * Weight of the newest time in the average.
	 */
	private static final double NEWEST = 0.2;

	/**
	 * Times below this share of the average are those of cheaper hashes, and do not
	 * count.
	 */
	private static final double CHEAPER = 0.7;

	private static final double LONGEST_NANOS = Duration.ofSeconds(1).toNanos();

	private double averageNanos;

	/**
	 * An imported hash took so long.
	 */
	synchronized void measured(long nanos) {
		double bounded = Math.min(nanos, LONGEST_NANOS);
		if (this.averageNanos == 0 || bounded > this.averageNanos / CHEAPER) {
			this.averageNanos = bounded;
		}
		else if (bounded > this.averageNanos * CHEAPER) {
			this.averageNanos += NEWEST * (bounded - this.averageNanos);
		}
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

	private synchronized long nanos() {
		return (long) this.averageNanos;
	}

}
