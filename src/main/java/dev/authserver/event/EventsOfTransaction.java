package dev.authserver.event;

import java.util.ArrayList;
import java.util.List;

import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The events of a change, which the transaction of the change stores with it: the trail
 * can neither miss a change nor tell of one that was rolled back.
 */
final class EventsOfTransaction implements TransactionSynchronization {

	private final EventRepository repository;

	private final List<EventView> events = new ArrayList<>();

	private EventsOfTransaction(EventRepository repository) {
		this.repository = repository;
	}

	/**
	 * Adds an event to the current transaction.
	 */
	static void add(EventView event, EventRepository repository) {
		current(repository).events.add(event);
	}

	private static EventsOfTransaction current(EventRepository repository) {
		return TransactionSynchronizationManager.getSynchronizations()
			.stream()
			.filter(EventsOfTransaction.class::isInstance)
			.map(EventsOfTransaction.class::cast)
			.findFirst()
			.orElseGet(() -> {
				EventsOfTransaction first = new EventsOfTransaction(repository);
				TransactionSynchronizationManager.registerSynchronization(first);
				return first;
			});
	}

	@Override
	public void beforeCommit(boolean readOnly) {
		this.repository.insert(this.events);
	}

}
