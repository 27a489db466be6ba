package dev.authserver.credential;

import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

import dev.authserver.problem.ProblemException;
import dev.authserver.problem.ProblemKind;
import dev.authserver.settings.HeapLimits;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;

/**
 * Computes hashes on a fixed number of threads. That bounds the memory that hashes take,
 * and leaves the threads that serve requests free. Logins wait in the order of their
 * arrival, and one that would wait too long is refused at once. New passwords, of which
 * there are few, take the next turn.
 */
class HashingPool implements DisposableBean {

	/**
	 * Weight of the newest hash in the average of their times.
	 */
	private static final double NEWEST = 0.1;

	/**
	 * Most logins that may wait. Fewer than connections, so that other requests still get
	 * through, and one for each MiB of heap, since each holds a request in memory.
	 */
	private static final int MAX_WAITING = HeapLimits.ofThisServer().waitingLogins();

	/**
	 * Bounds of the buckets in which waits are counted.
	 */
	private static final Duration[] WAITS = Stream.of(10, 50, 100, 250, 500, 1_000, 2_000, 5_000, 30_000)
		.map(Duration::ofMillis)
		.toArray(Duration[]::new);

	/**
	 * Seconds after which an idle thread ends.
	 */
	private static final int IDLE_SECONDS = 10;

	private final ThreadPoolExecutor threads;

	private final AtomicLong arrivals = new AtomicLong();

	private final long maxWaitNanos;

	private final Timer waits;

	private volatile double averageNanos = TimeUnit.MILLISECONDS.toNanos(40);

	/**
	 * @param afterwards runs each time a thread ends
	 */
	HashingPool(int size, Duration maxWait, Runnable afterwards, MeterRegistry meters) {
		CustomizableThreadFactory daemons = new CustomizableThreadFactory("hashing-");
		daemons.setDaemon(true);
		ThreadFactory factory = (turns) -> daemons.newThread(() -> {
			turns.run();
			afterwards.run();
		});
		this.threads = new ThreadPoolExecutor(size, size, IDLE_SECONDS, TimeUnit.SECONDS, new PriorityBlockingQueue<>(),
				factory, (turn, ended) -> {
					throw ProblemException.retryAfter(ProblemKind.OVERLOADED, maxWait);
				});
		this.threads.allowCoreThreadTimeOut(true);
		this.maxWaitNanos = maxWait.toNanos();
		this.waits = Timer.builder("auth.hashing.wait")
			.description("Time that logins waited for their turn")
			.serviceLevelObjectives(WAITS)
			.register(meters);
		Gauge.builder("auth.hashing.queue", this.threads.getQueue(), Collection::size)
			.description("Passwords that wait for their turn")
			.register(meters);
	}

	/**
	 * Computes a hash when its turn comes.
	 * @throws ProblemException if the wait is, or would be, too long
	 */
	<T> T run(Callable<T> hash) {
		int waiting = this.threads.getQueue().size();
		double expectedWait = this.averageNanos * waiting / this.threads.getMaximumPoolSize();
		if (expectedWait > this.maxWaitNanos || waiting >= MAX_WAITING) {
			throw ProblemException.retryAfter(ProblemKind.OVERLOADED, Duration.ofNanos((long) expectedWait));
		}
		long arrival = System.nanoTime();
		return await(new Turn<>(() -> measured(hash, arrival), false, this.arrivals.getAndIncrement()));
	}

	/**
	 * Computes a hash before those that wait.
	 */
	<T> T runNext(Callable<T> hash) {
		return await(new Turn<>(hash, true, this.arrivals.getAndIncrement()));
	}

	private <T> T measured(Callable<T> hash, long arrival) throws Exception {
		long start = System.nanoTime();
		this.waits.record(start - arrival, TimeUnit.NANOSECONDS);
		if (start - arrival > this.maxWaitNanos) {
			throw ProblemException.retryAfter(ProblemKind.OVERLOADED, Duration.ofNanos(start - arrival));
		}
		T result = hash.call();
		this.averageNanos += NEWEST * (System.nanoTime() - start - this.averageNanos);
		return result;
	}

	private <T> T await(Turn<T> turn) {
		this.threads.execute(turn);
		try {
			return turn.get();
		}
		catch (ExecutionException ex) {
			if (ex.getCause() instanceof ProblemException overload) {
				throw overload;
			}
			throw new IllegalStateException("A hash failed", ex.getCause());
		}
		catch (InterruptedException ex) {
			turn.cancel(false);
			Thread.currentThread().interrupt();
			throw new IllegalStateException("Interrupted while waiting for a hash", ex);
		}
	}

	@Override
	public void destroy() {
		this.threads.shutdown();
	}

	/**
	 * One hash in the queue.
	 */
	private static final class Turn<T> extends FutureTask<T> implements Comparable<Turn<?>> {

		private final boolean next;

		private final long arrival;

		Turn(Callable<T> hash, boolean next, long arrival) {
			super(hash);
			this.next = next;
			this.arrival = arrival;
		}

		@Override
		public int compareTo(Turn<?> other) {
			return (this.next != other.next) ? (this.next ? -1 : 1) : Long.compare(this.arrival, other.arrival);
		}

	}

}
