package dev.authserver.credential;

import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How long wrong passwords take, by the times that imported hashes took.
 */
class WrongPasswordTimeTests {

	private final WrongPasswordTime time = new WrongPasswordTime();

	@Test
	void nanosWhenNothingWasMeasuredIsNone() {
		assertThat(this.time.nanos()).isZero();
	}

	@Test
	void nanosWhenOneCheckWasSlowForgetsIt() {
		this.time.measured(10, 50);
		this.time.measured(10, 900);
		assertThat(this.time.nanos()).isEqualTo(50);
		this.time.measured(10, 55);
		assertThat(this.time.nanos()).isEqualTo(55);
	}

	@Test
	void nanosWhenTheFirstCheckWasSlowForgetsIt() {
		this.time.measured(10, 900);
		assertThat(this.time.nanos()).isEqualTo(900);
		this.time.measured(10, 50);
		assertThat(this.time.nanos()).isEqualTo(50);
	}

	@Test
	void nanosWhenMachineBecomesSlowerOrFasterFollows() {
		IntStream.range(0, 20).forEach((i) -> this.time.measured(10, 50));
		this.time.measured(10, 80);
		this.time.measured(10, 81);
		assertThat(this.time.nanos()).isEqualTo(80);
		IntStream.range(0, 16).forEach((i) -> this.time.measured(10, 30));
		assertThat(this.time.nanos()).isEqualTo(30);
	}

	@Test
	void nanosWhenHashesAreOfTwoCostsIsThatOfTheCostlier() {
		this.time.measured(10, 50);
		this.time.measured(12, 200);
		IntStream.range(0, 100).forEach((i) -> this.time.measured(10, 50));
		assertThat(this.time.nanos()).isEqualTo(200);
		this.time.measured(12, 210);
		assertThat(this.time.nanos()).isEqualTo(200);
	}

	@Test
	void nanosWhenCheckTookVeryLongIsASecondAtTheMost() {
		this.time.measured(16, 5_000_000_000L);
		assertThat(this.time.nanos()).isEqualTo(1_000_000_000L);
	}

	@Test
	void costWhenHashIsBcryptIsRead() {
		assertThat(BcryptVerifier.cost("$2b$12$" + "x".repeat(53))).isEqualTo(12);
		assertThat(BcryptVerifier.cost("$2y$04$" + "x".repeat(53))).isEqualTo(4);
		assertThat(BcryptVerifier.cost("no hash")).isZero();
	}

}
