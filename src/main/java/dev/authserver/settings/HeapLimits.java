package dev.authserver.settings;

import org.springframework.util.unit.DataSize;

/**
 * What each kind of work may take of the heap, so that a server with a small heap does
 * less at once instead of running out of memory.
 *
 * @param bytes size of the heap
 */
public record HeapLimits(long bytes) {

	private static final int PART_OF_HASHES = 3;

	private static final int PART_OF_THROTTLE_MAP = 64;

	private static final int MAX_THROTTLE_KEYS = 100_000;

	private static final int MAX_WAITING_LOGINS = 256;

	/**
	 * What the server takes while nobody uses it.
	 */
	private static final long IDLE_BYTES = DataSize.ofMegabytes(40).toBytes();

	/**
	 * What a connection takes at the most: a body of 64 KiB, buffers of 75 KiB, and what
	 * the handlers make of them.
	 */
	private static final long CONNECTION_BYTES = DataSize.ofKilobytes(192).toBytes();

	private static final int MIN_CONNECTIONS = 32;

	private static final int MAX_CONNECTIONS = 2048;

	public static HeapLimits ofThisServer() {
		return new HeapLimits(Runtime.getRuntime().maxMemory());
	}

	/**
	 * The KiB that all hashes of passwords may take together: a third of the heap.
	 */
	public int hashKib() {
		return (int) Math.min(Integer.MAX_VALUE, DataSize.ofBytes(this.bytes / PART_OF_HASHES).toKilobytes());
	}

	/**
	 * How many passwords may be hashed at once.
	 * @param kib working memory of one hash
	 */
	public int hashes(int kib) {
		return Math.max(1, hashKib() / kib);
	}

	/**
	 * How many logins may wait, each of which holds a request: one for each MiB.
	 */
	public int waitingLogins() {
		return (int) Math.min(MAX_WAITING_LOGINS, DataSize.ofBytes(this.bytes).toMegabytes());
	}

	/**
	 * How many keys a map of the throttle may hold: in a 64th of the heap.
	 * @param bytesPerKey what a key takes with its value
	 */
	public int throttleKeys(int bytesPerKey) {
		return (int) Math.min(MAX_THROTTLE_KEYS, this.bytes / PART_OF_THROTTLE_MAP / bytesPerKey);
	}

	/**
	 * How many connections may be open: in what hashes and the idle server leave.
	 */
	public int connections() {
		long room = this.bytes - this.bytes / PART_OF_HASHES - IDLE_BYTES;
		return (int) Math.max(MIN_CONNECTIONS, Math.min(room / CONNECTION_BYTES, MAX_CONNECTIONS));
	}

}
