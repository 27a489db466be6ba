package dev.authserver.storage;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import org.springframework.dao.QueryTimeoutException;

/**
 * Looks rows up by their keys. A caller who finds all turns taken waits for one, and who
 * comes meanwhile joins its batch, so that the more parallel callers there are, the fewer
 * queries each of them costs. Nothing is cached: a query starts after the last of its
 * callers has come.
 *
 * @param <K> type of the keys
 * @param <V> type of the values
 */
public final class BatchLoader<K, V> {

	private static final int MAX_KEYS = 100;

	private final Semaphore turns;

	private final Duration patience;

	private final Function<List<K>, Map<K, V>> query;

	/**
	 * The batch that callers may still join, guarded by this loader.
	 */
	private @Nullable Batch<K, V> open;

	/**
	 * @param patience how long a caller waits for others
	 */
	BatchLoader(Semaphore turns, Duration patience, Function<List<K>, Map<K, V>> query) {
		this.turns = turns;
		this.patience = patience;
		this.query = query;
	}

	/**
	 * Finds the value of a key. Must not be called within a transaction, whose connection
	 * the queries of others may be waiting for.
	 * @throws QueryTimeoutException if the database does not answer others in time
	 */
	public Optional<V> load(K key) {
		long deadline = System.nanoTime() + this.patience.toNanos();
		Batch<K, V> batch = new Batch<>();
		Batch<K, V> joined = join(key, batch);
		if (joined == batch) {
			ask(batch, deadline);
		}
		Map<K, V> found = joined.await(deadline);
		if (found == null) {
			found = inTurn(() -> this.query.apply(List.of(key)), deadline);
		}
		return Optional.ofNullable(found.get(key));
	}

	private synchronized Batch<K, V> join(K key, Batch<K, V> another) {
		if (this.open == null || this.open.keys.size() == MAX_KEYS) {
			this.open = another;
		}
		this.open.keys.add(key);
		return this.open;
	}

	private synchronized List<K> close(Batch<K, V> batch) {
		if (this.open == batch) {
			this.open = null;
		}
		return List.copyOf(batch.keys);
	}

	/**
	 * Asks for a whole batch. What goes wrong may be the fault of one key, or of the
	 * caller whose thread this is: so each caller of a failed batch asks again alone.
	 */
	private void ask(Batch<K, V> batch, long deadline) {
		try {
			batch.found = inTurn(() -> this.query.apply(close(batch)), deadline);
		}
		catch (RuntimeException ex) {
			if (close(batch).size() == 1) {
				throw ex;
			}
		}
		finally {
			close(batch);
			batch.done.countDown();
		}
	}

	private <T> T inTurn(Supplier<T> work, long deadline) {
		try {
			if (!this.turns.tryAcquire(deadline - System.nanoTime(), TimeUnit.NANOSECONDS)) {
				throw late();
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw late();
		}
		try {
			return work.get();
		}
		finally {
			this.turns.release();
		}
	}

	private static QueryTimeoutException late() {
		return new QueryTimeoutException("The database did not answer others in time");
	}

	/**
	 * Keys that one query asks for together.
	 */
	private static final class Batch<K, V> {

		private final Set<K> keys = new LinkedHashSet<>();

		private final CountDownLatch done = new CountDownLatch(1);

		private volatile @Nullable Map<K, V> found;

		/**
		 * Waits for the values, which are null if the query has failed.
		 */
		@Nullable Map<K, V> await(long deadline) {
			try {
				if (this.done.await(deadline - System.nanoTime(), TimeUnit.NANOSECONDS)) {
					return this.found;
				}
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
			throw late();
		}

	}

}
