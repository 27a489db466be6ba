package dev.authserver.testsupport;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * A clock that a test turns.
 */
public final class ManualClock extends Clock {

	private Instant now = Instant.parse("2020-01-01T00:00:00Z");

	public void pass(int seconds) {
		this.now = this.now.plusSeconds(seconds);
	}

	@Override
	public Instant instant() {
		return this.now;
	}

	@Override
	public ZoneId getZone() {
		return ZoneOffset.UTC;
	}

	@Override
	public Clock withZone(ZoneId zone) {
		throw new UnsupportedOperationException("Only UTC is needed");
	}

}
