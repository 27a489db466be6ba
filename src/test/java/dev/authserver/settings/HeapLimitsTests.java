package dev.authserver.settings;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What follows from the size of the heap.
 */
class HeapLimitsTests {

	private static final int KIB_PER_HASH = 19456;

	@ParameterizedTest
	@CsvSource({ "16, 1, 16, 1638, 32", "84, 1, 84, 8601, 85", "169, 2, 169, 17305, 387",
			"8192, 143, 256, 100000, 2048" })
	void limitsWhenHeapIsOfThisManyMebibytesAre(long mebibytes, int hashes, int logins, int keys, int connections) {
		HeapLimits limits = new HeapLimits(DataSize.ofMegabytes(mebibytes).toBytes());
		assertThat(limits.hashes(KIB_PER_HASH)).isEqualTo(hashes);
		assertThat(limits.waitingLogins()).isEqualTo(logins);
		assertThat(limits.throttleKeys(160)).isEqualTo(keys);
		assertThat(limits.connections()).isEqualTo(connections);
	}

	@Test
	void ofThisServerWhenAskedHasTheHeapOfThisServer() {
		assertThat(HeapLimits.ofThisServer().bytes()).isEqualTo(Runtime.getRuntime().maxMemory());
	}

}
