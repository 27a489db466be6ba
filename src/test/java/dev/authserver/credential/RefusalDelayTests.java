package dev.authserver.credential;

import java.util.List;
import java.util.stream.IntStream;

import dev.authserver.hash.HashCost;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How long wrong passwords take, by the times that imported hashes took.
 */
class RefusalDelayTests {

	private static final HashCost BCRYPT_10 = new HashCost("bcrypt", 0, 1 << 10);

	private static final HashCost BCRYPT_12 = new HashCost("bcrypt", 0, 1 << 12);

	private static final HashCost SCRYPT = new HashCost("scrypt", 64, 64);

	private final RefusalDelay time = new RefusalDelay();

	@Test
	void nanosWhenNothingWasMeasuredIsNone() {
		assertThat(this.time.nanos()).isZero();
	}

	@Test
	void nanosWhenOneCheckWasSlowForgetsIt() {
		this.time.measured(BCRYPT_10, 50);
		this.time.measured(BCRYPT_10, 900);
		assertThat(this.time.nanos()).isEqualTo(50);
		this.time.measured(BCRYPT_10, 55);
		assertThat(this.time.nanos()).isEqualTo(55);
	}

	@Test
	void nanosWhenTheFirstCheckWasSlowForgetsIt() {
		this.time.measured(BCRYPT_10, 900);
		assertThat(this.time.nanos()).isEqualTo(900);
		this.time.measured(BCRYPT_10, 50);
		assertThat(this.time.nanos()).isEqualTo(50);
	}

	@Test
	void nanosWhenMachineBecomesSlowerOrFasterFollows() {
		IntStream.range(0, 20).forEach((i) -> this.time.measured(BCRYPT_10, 50));
		this.time.measured(BCRYPT_10, 80);
		this.time.measured(BCRYPT_10, 81);
		assertThat(this.time.nanos()).isEqualTo(80);
		IntStream.range(0, 16).forEach((i) -> this.time.measured(BCRYPT_10, 30));
		assertThat(this.time.nanos()).isEqualTo(30);
	}

	@Test
	void nanosWhenHashesAreOfTwoCostsIsThatOfTheCostlier() {
		this.time.measured(BCRYPT_10, 50);
		this.time.measured(BCRYPT_12, 200);
		IntStream.range(0, 100).forEach((i) -> this.time.measured(BCRYPT_10, 50));
		assertThat(this.time.nanos()).isEqualTo(200);
		this.time.measured(BCRYPT_12, 210);
		assertThat(this.time.nanos()).isEqualTo(200);
	}

	@Test
	void nanosWhenHashesAreOfTwoAlgorithmsIsThatOfTheSlower() {
		this.time.measured(SCRYPT, 300);
		this.time.measured(BCRYPT_12, 200);
		assertThat(this.time.nanos()).isEqualTo(300);
		IntStream.range(0, 100).forEach((i) -> this.time.measured(BCRYPT_12, 400));
		assertThat(this.time.nanos()).isEqualTo(400);
	}

	@Test
	void nanosWhenHashesHaveGoneForgetsTheirTimes() {
		this.time.measured(SCRYPT, 300);
		this.time.measured(BCRYPT_12, 200);
		this.time.retain(List.of(BCRYPT_12));
		assertThat(this.time.knows(SCRYPT)).isFalse();
		assertThat(this.time.knows(BCRYPT_12)).isTrue();
		assertThat(this.time.nanos()).isEqualTo(200);
		this.time.retain(List.of(BCRYPT_10));
		assertThat(this.time.knows(BCRYPT_12)).isFalse();
		assertThat(this.time.nanos()).isZero();
	}

	@Test
	void nanosWhenCheckTookVeryLongIsTenSecondsAtTheMost() {
		this.time.measured(BCRYPT_12, 50_000_000_000L);
		assertThat(this.time.nanos()).isEqualTo(10_000_000_000L);
	}

}
