package dev.authserver.audit;

import dev.authserver.testsupport.ManualClock;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How often the same event is told.
 */
class RepeatedEventsTests {

	private final ManualClock clock = new ManualClock();

	private final RepeatedEvents events = new RepeatedEvents(this.clock);

	@Test
	void countWhenEventRepeatsTellsItOnceAMinuteAndHowManyWereLeftOut() {
		assertThat(this.events.count("one")).hasValue(0);
		assertThat(this.events.count("one")).isEmpty();
		this.clock.pass(59);
		assertThat(this.events.count("one")).isEmpty();
		assertThat(this.events.count("other")).hasValue(0);
		this.clock.pass(1);
		assertThat(this.events.count("one")).hasValue(2);
		assertThat(this.events.count("one")).isEmpty();
		this.clock.pass(300);
		assertThat(this.events.count("one")).hasValue(1);
		this.clock.pass(60);
		assertThat(this.events.count("one")).hasValue(0);
	}

}
