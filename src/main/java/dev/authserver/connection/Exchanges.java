package dev.authserver.connection;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * The exchanges under way, at most one for each connection.
 */
@Component
class Exchanges {

	private final Map<String, Exchange> exchanges = new ConcurrentHashMap<>();

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
