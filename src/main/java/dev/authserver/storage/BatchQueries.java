package dev.authserver.storage;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.function.Function;

import org.springframework.stereotype.Component;

/**
 * Bounds the queries that all {@linkplain BatchLoader batch loaders} run at once: one for
 * each processor, and one fewer than there are connections, so that transactions find a
 * free one.
 */
@Component
public class BatchQueries {

	private final Semaphore turns;

	private final Duration patience;

	BatchQueries(StorageProperties storage) {
		int processors = Runtime.getRuntime().availableProcessors();
		this.patience = storage.connectionWait();
		this.turns = new Semaphore(Math.min(processors, storage.databaseConnections() - 1), true);
	}

	/**
	 * Makes a loader.
	 * @param query finds the values of those keys that have one
	 */
	public <K, V> BatchLoader<K, V> loader(Function<List<K>, Map<K, V>> query) {
		return new BatchLoader<>(this.turns, this.patience, query);
	}

}
