package dev.authserver.credential;

import java.time.Duration;

import dev.authserver.hash.Argon2Cost;
import dev.authserver.settings.HeapLimits;
import dev.authserver.settings.InvalidSettingException;
import dev.authserver.settings.Settings;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * How passwords are hashed, and how many at once.
 *
 * @param memory of one argon2id hash in KiB
 * @param passes of one argon2id hash
 * @param threads hashes at once, 0 for as many as there are processors and a third of the
 * heap has room for
 * @param maxWait how long a login may wait for its turn
 */
@ConfigurationProperties("auth.hashing")
record HashingProperties(int memory, int passes, int threads, Duration maxWait) implements Settings {

	private static final int LANES = 1;

	HashingProperties {
		if (memory < 7168 || memory > Argon2Cost.MAX_MEMORY_KIB) {
			throw new InvalidSettingException("ARGON2_MEMORY must be a whole number of KiB from 7168 to 262144.",
					"Leave ARGON2_MEMORY unset for 19456 (19 MiB).");
		}
		if (passes < 1 || passes > 100 || (long) memory * passes < 7168 * 5
				|| (long) memory * passes > Argon2Cost.MAX_WORK) {
			throw new InvalidSettingException(
					"ARGON2_PASSES must be a whole number from 1 to 100, and with ARGON2_MEMORY make from 35840 to 2097152 KiB in all.",
					"Leave both unset for 2 passes over 19456 KiB, or set ARGON2_PASSES to 5 with 7168 KiB.");
		}
		if (threads < 0 || threads > 1024) {
			throw new InvalidSettingException("HASHING_THREADS must be a whole number from 0 to 1024.",
					"Leave HASHING_THREADS unset for as many as processors.");
		}
		if (maxWait.isNegative() || maxWait.compareTo(Duration.ofMinutes(1)) > 0) {
			throw new InvalidSettingException("LOGIN_MAX_WAIT must be a time of up to 60s, such as 2s or 500ms.",
					"Leave LOGIN_MAX_WAIT unset for 2s.");
		}
		threads = (threads != 0) ? threads : fitting(memory);
	}

	private static int fitting(int memory) {
		return Math.min(Runtime.getRuntime().availableProcessors(), HeapLimits.ofThisServer().hashes(memory));
	}

	/**
	 * The KiB that all hashes may take together: more than their part of the heap only
	 * where HASHING_THREADS asks for it.
	 */
	int room() {
		return (int) Math.min(Integer.MAX_VALUE,
				Math.max(HeapLimits.ofThisServer().hashKib(), (long) this.memory * this.threads));
	}

	Argon2Cost cost() {
		return new Argon2Cost(this.memory, this.passes, LANES);
	}

}
