package dev.authserver.connection;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How long a client has kept the server waiting.
 */
class ExchangeTests {

	private static final long SECOND = Duration.ofSeconds(1).toNanos();

	private final long start = System.nanoTime();

	private final AtomicBoolean begun = new AtomicBoolean();

	private final AtomicLong sent = new AtomicLong();

	private final Exchange exchange = new Exchange("1", this.start,
			new ConnectionProperties(Duration.ofSeconds(25), Duration.ofSeconds(2), Duration.ofSeconds(30)),
			this.begun::get, this.sent::get);

	@Test
	void waitWhenRequestIsArrivingIsCountedFromItsFirstByte() {
		assertThat(this.exchange.waitNanos(this.start + 7 * SECOND, 9 * SECOND)).isEqualTo(7 * SECOND);
	}

	@Test
	void waitWhenServerHasJustBegunToAnswerIsShortHoweverLongItTook() {
		this.exchange.arrived();
		assertThat(this.exchange.isOverdue(this.start + 20 * SECOND)).isFalse();
		this.begun.set(true);
		this.sent.set(100);
		assertThat(this.exchange.isSending()).isTrue();
		assertThat(this.exchange.waitNanos(this.start + 20 * SECOND + 5, 40 * SECOND)).isEqualTo(5);
	}

	@Test
	void waitWhenPieceOfAnswerWasTakenIsCountedFromIt() {
		this.exchange.arrived();
		this.begun.set(true);
		this.sent.set(100);
		assertThat(this.exchange.waitNanos(this.start + 20 * SECOND, SECOND)).isEqualTo(SECOND);
	}

	@Test
	void answerWhenNoneOfItIsTakenBecomesOverdue() {
		this.exchange.arrived();
		this.exchange.isOverdue(this.start + 20 * SECOND);
		this.begun.set(true);
		assertThat(this.exchange.isSending()).isTrue();
		assertThat(this.exchange.isOverdue(this.start + 49 * SECOND)).isFalse();
		assertThat(this.exchange.isOverdue(this.start + 51 * SECOND)).isTrue();
	}

}
