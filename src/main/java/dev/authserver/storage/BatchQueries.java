package dev.authserver.storage;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.function.Function;

import com.zaxxer.hikari.HikariDataSource;

import org.springframework.stereotype.Component;

/**
 * Bounds the queries that all {@linkplain BatchLoader batch loaders} run at once: one for
 * each processor, and one fewer than there are connections, so that transactions find a
 * free one. A server with a single connection runs one of them at a time.
 */
@Component
public class BatchQueries {

	private final Semaphore turns;

	BatchQueries(HikariDataSource dataSource) {
		int queries = Math.min(Runtime.getRuntime().availableProcessors(), dataSource.getMaximumPoolSize() - 1);
		this.turns = new Semaphore(Math.max(1, queries), true);
	}

	/**
	 * Makes a loader.
	 * @param query finds the values of those keys that have one
	 */
	public <K, V> BatchLoader<K, V> loader(Function<List<K>, Map<K, V>> query) {
		return new BatchLoader<>(this.turns, query);
	}

}
