package dev.authserver.token;

import java.util.UUID;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whether ids are random where UUIDs of version 4 are not.
 */
class RandomIdTests {

	@Test
	void nextWhenDrawnHasNoFixedBits() {
		long ones = 0;
		long zeros = 0;
		for (int i = 0; i < 200; i++) {
			UUID id = RandomId.next();
			ones |= id.getMostSignificantBits() & 0xf000;
			ones |= id.getLeastSignificantBits() & 0xc000_0000_0000_0000L;
			zeros |= ~id.getMostSignificantBits() & 0xf000;
			zeros |= ~id.getLeastSignificantBits() & 0xc000_0000_0000_0000L;
		}
		assertThat(ones).isEqualTo(zeros).isEqualTo(0xc000_0000_0000_f000L);
	}

}
