package dev.authserver.event;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

import dev.authserver.audit.LoggedEvent;
import dev.authserver.audit.SecurityEvent;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

import org.springframework.context.event.EventListener;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The trail of security events. What belongs to a transaction is stored by that
 * transaction, so that no change is missing and none is told that was rolled back. All
 * else, logins above all, goes through the {@link EventQueue}.
 */
@Service
public class Events {

	/**
	 * Where a request's id is found in the context of the log.
	 */
	private static final String REQUEST_ID = "request_id";

	private static final int MAX_REQUEST_ID = 64;

	/**
	 * How long the logins of an hour are kept, which is as far back as an overview looks.
	 */
	private static final Duration HOURS_KEPT = Duration.ofDays(32);

	private static final int CLEANED_AT_ONCE = 1_000;

	private final EventRepository repository;

	private final EventQueue queue;

	private final LoginHours hours;

	private final EventProperties properties;

	private final TransactionOperations transactions;

	private final Clock clock;

	private final EventIds ids = new EventIds();

	private final Allowance allowance;

	Events(EventRepository repository, EventQueue queue, LoginHours hours, EventProperties properties,
			TransactionOperations transactions, Clock clock) {
		this.repository = repository;
		this.queue = queue;
		this.hours = hours;
		this.properties = properties;
		this.transactions = transactions;
		this.clock = clock;
		this.allowance = new Allowance(clock);
	}

	@EventListener
	void on(LoggedEvent event) {
		count(event);
		if (!this.properties.keepsEvents()) {
			return;
		}
		boolean refusal = Allowance.isRefusal(event);
		if (TransactionSynchronizationManager.isActualTransactionActive()) {
			EventsOfTransaction.add(view(event), this.repository);
		}
		else if (refusal && !this.allowance.allows(event)) {
			this.queue.lose(1);
		}
		else {
			this.queue.add(view(event), refusal);
		}
	}

	private void count(LoggedEvent event) {
		if (event.kind() == SecurityEvent.AUTHN_LOGIN_SUCCESS) {
			this.hours.countLogin(event.at());
		}
		else if (event.kind() == SecurityEvent.AUTHN_LOGIN_FAIL) {
			this.hours.countFailure(event.at());
		}
	}

	private EventView view(LoggedEvent event) {
		Instant at = this.ids.unique(event.at());
		String request = MDC.get(REQUEST_ID);
		return new EventView(EventIds.next(at), at, event.kind().toString(), event.userId(), event.actorId(),
				event.address(), event.sessionId(),
				(request != null) ? request.substring(0, Math.min(request.length(), MAX_REQUEST_ID)) : null);
	}

	/**
	 * The newest events, up to a number, with those that this server has yet to store.
	 * @param before answers events with lower ids only
	 */
	List<EventView> page(EventFilter filter, @Nullable UUID before, int limit) {
		if (!this.properties.keepsEvents()) {
			return List.of();
		}
		this.queue.writeIfPossible();
		return this.repository.find(filter.notBefore(oldest()), before, limit);
	}

	/**
	 * The hours in which anybody tried to log in, in no order, with what this server has
	 * yet to store.
	 * @param since at most 31 days ago
	 */
	public List<LoginHour> logins(Instant since) {
		this.queue.writeIfPossible();
		return this.hours.since(since);
	}

	private Instant oldest() {
		return this.clock.instant().minus(this.properties.retention());
	}

	/**
	 * Deletes what is older than events are kept. Several servers may do so at once.
	 * Where there is nothing to delete, the look-up is one step in an index.
	 */
	@Scheduled(fixedDelay = 10, initialDelay = 2, timeUnit = TimeUnit.MINUTES)
	void clean() {
		this.hours.deleteBefore(this.clock.instant().minus(HOURS_KEPT));
		int deleted;
		do {
			deleted = Objects.requireNonNull(
					this.transactions.execute((status) -> this.repository.deleteBefore(oldest(), CLEANED_AT_ONCE)));
		}
		while (deleted == CLEANED_AT_ONCE);
	}

}
