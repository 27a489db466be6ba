package dev.authserver.event;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.authserver.audit.LoggedEvent;
import dev.authserver.audit.SecurityEvent;
import dev.authserver.audit.SecurityLog;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.MDC;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * How events get into their table and out of it, on every database. Each test is about a
 * user of its own, whom nobody else knows.
 */
@ExtendWith(OutputCaptureExtension.class)
abstract class EventStoreRules {

	private static final String LOST = " events of the last minute are in the log only";

	@Autowired
	private EventRepository repository;

	@Autowired
	private LoginHours hours;

	@Autowired
	private TransactionOperations transactions;

	@Autowired
	private Events events;

	@Autowired
	private SecurityLog log;

	@Autowired
	private JdbcClient jdbc;

	private long user;

	/**
	 * A queue that writes when it is told to.
	 */
	private EventQueue queue;

	@BeforeEach
	void makeQueue() {
		this.user = System.nanoTime();
		this.queue = new EventQueue(this.repository, this.hours, this.transactions);
	}

	private EventView event(Instant at) {
		return new EventView(EventIds.next(at), at, "authn_login_success", this.user, null, null, null, null);
	}

	private void add(int events) {
		IntStream.range(0, events).forEach((i) -> this.queue.add(event(Instant.now()), false));
	}

	private int stored() {
		return this.jdbc.sql("select count(*) from events where user_id = ?")
			.param(this.user)
			.query(Integer.class)
			.single();
	}

	private void whileTableIsAway(Runnable action) {
		this.jdbc.sql("alter table events rename to events_away").update();
		try {
			action.run();
		}
		finally {
			this.jdbc.sql("alter table events_away rename to events").update();
		}
	}

	@Test
	void writeWhenEventsAreManyStoresThemAll(CapturedOutput output) {
		add(1_234);
		this.queue.write();
		this.queue.write();
		assertThat(stored()).isEqualTo(1_234);
		this.queue.stop();
		assertThat(output).doesNotContain(LOST);
	}

	@Test
	void stopWhenEventsWaitStoresThem() {
		this.queue.start();
		assertThat(this.queue.isRunning()).isTrue();
		add(7);
		this.queue.stop();
		assertThat(this.queue.isRunning()).isFalse();
		assertThat(stored()).isEqualTo(7);
	}

	@Test
	void addWhenQueueIsFullCountsAndSaysWhatIsLost(CapturedOutput output) {
		add(EventQueue.CAPACITY + 3);
		this.queue.stop();
		assertThat(stored()).isEqualTo(EventQueue.CAPACITY);
		assertThat(output).contains(" 3" + LOST);
	}

	@Test
	void addWhenRefusalsFillTheirHalfLeavesTheOtherToUsers() {
		IntStream.range(0, EventQueue.CAPACITY).forEach((i) -> this.queue.add(event(Instant.now()), true));
		add(100);
		this.queue.write();
		assertThat(stored()).isEqualTo(EventQueue.CAPACITY / 2 + 100);
	}

	@Test
	void writeWhenDatabaseIsAwayKeepsEventsForTheNextTime() {
		add(3);
		whileTableIsAway(() -> {
			assertThatExceptionOfType(DataAccessException.class).isThrownBy(this.queue::write);
			add(4);
		});
		this.queue.write();
		assertThat(stored()).isEqualTo(7);
	}

	@Test
	void stopWhenDatabaseIsAwaySaysWhatIsLost(CapturedOutput output) {
		add(5);
		whileTableIsAway(this.queue::stop);
		assertThat(output).contains("The last events could not be stored").contains(" 5" + LOST);
	}

	@Test
	void writeWhenBatchIsStoredAlreadyGoesOn() {
		EventView event = event(Instant.now());
		Stream.of(event, event(Instant.now())).forEach((one) -> this.queue.add(one, false));
		this.queue.write();
		this.queue.add(event, false);
		this.queue.write();
		add(1);
		this.queue.write();
		assertThat(stored()).isEqualTo(3);
	}

	@Test
	void writeWhenEventCanNeverBeStoredGivesItUp(CapturedOutput output) {
		Instant now = Instant.now();
		this.queue.add(new EventView(EventIds.next(now), now, "x".repeat(100), this.user, null, null, null, null),
				false);
		this.queue.write();
		add(2);
		this.queue.stop();
		assertThat(stored()).isEqualTo(2);
		assertThat(output).contains("Events cannot be stored").contains(" 1" + LOST);
	}

	@Test
	void recordWhenTransactionIsRolledBackLeavesNoEvent() {
		this.transactions.executeWithoutResult((status) -> {
			this.log.record(SecurityEvent.USER_CREATED, this.user);
			this.log.record(SecurityEvent.USER_UPDATED, this.user);
			status.setRollbackOnly();
		});
		assertThat(stored()).isZero();
		this.transactions.executeWithoutResult((status) -> {
			this.log.record(SecurityEvent.USER_CREATED, this.user);
			this.log.record(SecurityEvent.USER_UPDATED, this.user);
			assertThat(stored()).isZero();
		});
		assertThat(stored()).isEqualTo(2);
	}

	@Test
	void recordWhenRequestHasAnIdStoresIt() {
		try (MDC.MDCCloseable id = MDC.putCloseable("request_id", "r".repeat(70))) {
			this.log.record(SecurityEvent.AUTHN_TOKEN_REUSE, this.user, UUID.randomUUID());
		}
		this.log.record(SecurityEvent.AUTHN_TOKEN_REUSE, this.user);
		List<EventView> found = this.events.page(new EventFilter(this.user, null, null, null), null, 10);
		assertThat(found).extracting(EventView::requestId).containsExactly(null, "r".repeat(64));
		assertThat(found).allMatch((event) -> event.address() == null && event.actorId() == null);
		assertThat(found.get(1).sessionId()).isNotNull();
	}

	@Test
	void cleanWhenEventsAreOlderThanTheRetentionDeletesThem() {
		Instant limit = Instant.now().minus(Duration.ofDays(90));
		List<EventView> old = IntStream.range(0, 2_100).mapToObj((i) -> event(limit.minusSeconds(i + 1))).toList();
		this.transactions.executeWithoutResult((status) -> this.repository.insert(old));
		EventView kept = event(limit.plusSeconds(600));
		this.transactions.executeWithoutResult((status) -> this.repository.insert(List.of(kept)));
		EventFilter filter = new EventFilter(this.user, null, null, null);
		assertThat(this.events.page(filter, null, 3_000)).extracting(EventView::id).containsExactly(kept.id());
		assertThat(stored()).isEqualTo(2_101);
		this.events.clean();
		assertThat(stored()).isEqualTo(1);
	}

	@Test
	void listWhenNothingIsKeptIsEmptyAndStillCounts() {
		Events logOnly = new Events(this.repository, this.queue, this.hours, new EventProperties(Duration.ZERO),
				this.transactions, Clock.systemUTC());
		Instant hour = Instant.parse("2001-01-01T00:00:00Z");
		add(1);
		for (SecurityEvent kind : List.of(SecurityEvent.AUTHN_LOGIN_SUCCESS, SecurityEvent.AUTHN_LOGIN_FAIL,
				SecurityEvent.AUTHN_LOGIN_FAIL, SecurityEvent.USER_CREATED)) {
			logOnly.on(new LoggedEvent(hour.plusSeconds(7), kind, this.user, null, null, null));
		}
		assertThat(logOnly.page(new EventFilter(this.user, null, null, null), null, 10)).isEmpty();
		assertThat(logOnly.logins(hour)).contains(new LoginHour(hour, 1, 2));
		assertThat(stored()).isEqualTo(1);
		this.hours.deleteBefore(hour.plus(1, ChronoUnit.HOURS));
		assertThat(logOnly.logins(hour)).noneMatch((counted) -> counted.start().equals(hour));
	}

	@Test
	void storeWhenServersCountTheSameHourAddsUp() {
		Instant hour = Instant.parse("2002-01-01T00:00:00Z");
		LoginHours other = new LoginHours(this.jdbc);
		try {
			this.hours.countLogin(hour);
			other.countLogin(hour.plusSeconds(3_599));
			other.countFailure(hour.plusSeconds(3_600));
			this.hours.store();
			other.store();
			other.store();
			assertThat(this.hours.since(hour)).contains(new LoginHour(hour, 2, 0),
					new LoginHour(hour.plusSeconds(3_600), 0, 1));
		}
		finally {
			this.hours.deleteBefore(hour.plusSeconds(7_200));
		}
	}

}
