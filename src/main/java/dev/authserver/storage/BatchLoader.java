package dev.authserver.storage;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import org.springframework.dao.QueryTimeoutException;

/**
 * Asks for rows by their keys, a few queries at once: what callers want while those are
 * under way, the next one asks for together. So a database beyond a network is asked less
 * often the more there is to ask. Nothing is kept: an answer is never older than its
 * question.
 *
 * @param <K> what a row is found by
 * @param <V> what is made of a row
 */
public final class BatchLoader<K, V> {

	/**
	 * Fewer than there are connections, so that others find one.
	 */
	private static final int MAX_QUERIES = 4;

	private static final int MAX_KEYS = 100;

	/**
	 * As long as a query waits for a connection.
	 */
	private static final long PATIENCE_MILLIS = 1_500;

	private final Function<List<K>, Map<K, V>> query;

	private final Semaphore turns;

	private final Queue<Call<K, V>> waiting = new ConcurrentLinkedQueue<>();

	/**
	 * @param query gives the values of those keys that have one
	 */
	public BatchLoader(Function<List<K>, Map<K, V>> query) {
		this(Math.min(Runtime.getRuntime().availableProcessors(), MAX_QUERIES), query);
	}

	BatchLoader(int queries, Function<List<K>, Map<K, V>> query) {
		this.turns = new Semaphore(queries);
		this.query = query;
	}

	/**
	 * The value of a key. Not to be called within a transaction, since another thread may
	 * ask for it.
	 * @throws QueryTimeoutException if the database does not answer others in time
	 */
	public Optional<V> load(K key) {
		Call<K, V> call = new Call<>(key);
		if (!this.turns.tryAcquire()) {
			this.waiting.add(call);
			if (this.turns.tryAcquire()) {
				passTurn();
			}
			if (!call.awaitTurn()) {
				return call.result();
			}
		}
		try {
			ask(call);
		}
		finally {
			passTurn();
		}
		return call.result();
	}

	private void ask(Call<K, V> first) {
		List<Call<K, V>> batch = new ArrayList<>();
		for (Call<K, V> call = first; call != null; call = (batch.size() < MAX_KEYS) ? this.waiting.poll() : null) {
			batch.add(call);
		}
		try {
			Map<K, V> found = this.query.apply(batch.stream().map(Call::key).distinct().toList());
			batch.forEach((call) -> call.answer(found.get(call.key())));
		}
		catch (RuntimeException ex) {
			batch.forEach((call) -> call.fail(ex));
			failWaiting(ex);
		}
	}

	/**
	 * They have waited while the query failed, and would wait as long for another.
	 */
	private void failWaiting(RuntimeException failure) {
		for (Call<K, V> call = this.waiting.poll(); call != null; call = this.waiting.poll()) {
			call.fail(failure);
		}
	}

	/**
	 * Passes a turn on to who waits the longest, or keeps it for who comes next.
	 */
	private void passTurn() {
		do {
			for (Call<K, V> call = this.waiting.poll(); call != null; call = this.waiting.poll()) {
				if (call.giveTurn()) {
					return;
				}
			}
			this.turns.release();
		}
		while (!this.waiting.isEmpty() && this.turns.tryAcquire());
	}

	/**
	 * One caller and its key.
	 */
	private static final class Call<K, V> {

		private final K key;

		/**
		 * Completed with whether the caller shall ask itself, or has its result.
		 */
		private final CompletableFuture<Boolean> turn = new CompletableFuture<>();

		private @Nullable V value;

		private @Nullable RuntimeException failure;

		Call(K key) {
			this.key = key;
		}

		K key() {
			return this.key;
		}

		void answer(@Nullable V value) {
			this.value = value;
			this.turn.complete(false);
		}

		void fail(RuntimeException failure) {
			this.failure = failure;
			this.turn.complete(false);
		}

		/**
		 * Returns false if the caller waits no longer.
		 */
		boolean giveTurn() {
			return this.turn.complete(true);
		}

		/**
		 * Returns whether it is the caller's turn, or else there is a result.
		 */
		boolean awaitTurn() {
			try {
				return this.turn.get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
			}
			catch (TimeoutException | InterruptedException ex) {
				if (ex instanceof InterruptedException) {
					Thread.currentThread().interrupt();
				}
				if (this.turn.complete(false)) {
					throw new QueryTimeoutException("The database did not answer others in time", ex);
				}
				return this.turn.join();
			}
			catch (ExecutionException ex) {
				throw new IllegalStateException("It is never completed by an exception", ex);
			}
		}

		Optional<V> result() {
			if (this.failure != null) {
				throw this.failure;
			}
			return Optional.ofNullable(this.value);
		}

	}

}
