package dev.authserver.connection;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How slowly a client may send a body that is streamed.
 */
class UploadTests {

	private static final long SECOND = Duration.ofSeconds(1).toNanos();

	private static final int LEAST = (int) Exchange.LEAST_BYTES;

	private final Upload upload = new Upload(Duration.ofSeconds(30));

	@Test
	void isTooSlowWhenLittleComesWithinAWindowOfWaiting() {
		this.upload.await(0);
		assertThat(this.upload.waitNanos(29 * SECOND)).isEqualTo(29 * SECOND);
		assertThat(this.upload.isTooSlow(30 * SECOND)).isFalse();
		assertThat(this.upload.isTooSlow(31 * SECOND)).isTrue();
	}

	@Test
	void isTooSlowWhenEnoughCameBeginsAnotherWindow() {
		this.upload.await(0);
		this.upload.received(LEAST, 31 * SECOND);
		assertThat(this.upload.isTooSlow(31 * SECOND)).isFalse();
		this.upload.await(31 * SECOND);
		this.upload.received(LEAST - 1, 62 * SECOND);
		assertThat(this.upload.isTooSlow(62 * SECOND)).isTrue();
	}

	@Test
	void isTooSlowWhenServerIsBusyDoesNotCount() {
		this.upload.await(0);
		this.upload.received(1, SECOND);
		assertThat(this.upload.waitNanos(1000 * SECOND)).isZero();
		assertThat(this.upload.isTooSlow(1000 * SECOND)).isFalse();
		this.upload.await(1000 * SECOND);
		assertThat(this.upload.isTooSlow(1029 * SECOND)).isFalse();
		assertThat(this.upload.isTooSlow(1030 * SECOND)).isTrue();
	}

}
