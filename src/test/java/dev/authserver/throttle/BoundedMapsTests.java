package dev.authserver.throttle;

import java.time.Duration;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;

import dev.authserver.throttle.BoundedMaps.Key;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How many keys are remembered.
 */
class BoundedMapsTests {

	@Test
	void putWhenKeysAreTooManyForgetsSome() throws Exception {
		ConcurrentMap<Key, Boolean> map = BoundedMaps.create(Duration.ofHours(1));
		for (long i = 0; i < 300_000; i++) {
			map.put(new Key(i, i), true);
		}
		for (int i = 0; i < 300 && map.size() > BoundedMaps.MAX_KEYS; i++) {
			TimeUnit.MILLISECONDS.sleep(100);
			map.put(new Key(-1, -1), true);
		}
		assertThat(map.size()).isLessThanOrEqualTo(BoundedMaps.MAX_KEYS);
		assertThat(BoundedMaps.MAX_KEYS * (long) BoundedMaps.BYTES_OF_ENTRY)
			.isLessThanOrEqualTo(Runtime.getRuntime().maxMemory() / 64);
	}

	@Test
	void ofWhenDigestIsHexadecimalKeepsAllOfIt() {
		assertThat(Key.of("0123456789abcdeffedcba9876543210"))
			.isEqualTo(new Key(0x0123456789abcdefL, 0xfedcba9876543210L));
	}

}
