package dev.authserver.connection;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;

/**
 * The exchanges under way on the connections of one port, at most one for each.
 */
class Exchanges {

	private final Map<String, Exchange> exchanges = new ConcurrentHashMap<>();

	private volatile boolean crowded;

	/**
	 * Takes note of whether nearly all places are taken.
	 */
	void crowded(boolean crowded) {
		this.crowded = crowded;
	}

	/**
	 * Whether each answer has to end its connection, so that newcomers find a place.
	 */
	boolean areCrowded() {
		return this.crowded;
	}

	void start(Exchange exchange) {
		this.exchanges.put(exchange.connectionId(), exchange);
	}

	void stop(Exchange exchange) {
		this.exchanges.remove(exchange.connectionId(), exchange);
	}

	@Nullable Exchange on(String connectionId) {
		return this.exchanges.get(connectionId);
	}

	Collection<String> connectionIds() {
		return List.copyOf(this.exchanges.keySet());
	}

	/**
	 * Forgets the exchange of a connection that has ended.
	 */
	void forget(String connectionId) {
		this.exchanges.remove(connectionId);
	}

}
