package dev.authserver.token;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.UUID;

/**
 * Draws the ids of sessions and tokens, which nobody must be able to guess. All 128 bits
 * are random, six more than in a UUID of version 4; the type is UUID all the same, since
 * databases and paths know it.
 */
public final class RandomId {

	private static final SecureRandom RANDOM = new SecureRandom();

	private static final int BYTES = 16;

	private RandomId() {
	}

	public static UUID next() {
		byte[] bytes = new byte[BYTES];
		RANDOM.nextBytes(bytes);
		ByteBuffer id = ByteBuffer.wrap(bytes);
		return new UUID(id.getLong(), id.getLong());
	}

}
