package dev.authserver.token;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.UUID;

/**
 * Draws the ids that nobody must guess: of sessions and tokens. All 128 bits are random,
 * six more than in a UUID of version 4; it stays the type {@code uuid} that databases and
 * paths know.
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
