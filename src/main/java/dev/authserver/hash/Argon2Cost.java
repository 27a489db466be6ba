package dev.authserver.hash;

/**
 * Parameters of argon2 that make a hash expensive.
 *
 * @param memoryKib working memory in KiB
 * @param passes over the memory
 * @param lanes computed side by side
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9106#section-3.1">RFC 9106, 3.1</a>
 */
public record Argon2Cost(int memoryKib, int passes, int lanes) {

	/**
	 * The most memory of a hash that this server makes or checks, 256 MiB.
	 */
	public static final int MAX_MEMORY_KIB = 256 * 1024;

	/**
	 * The most KiB that all passes of a hash may go over together, 2 GiB.
	 */
	public static final int MAX_WORK = 2 * 1024 * 1024;

	/**
	 * The KiB that all passes go over together.
	 */
	public long work() {
		return (long) this.memoryKib * this.passes;
	}

	/**
	 * The beginning of the PHC string of each argon2id hash of this cost.
	 */
	String prefix() {
		return "$argon2id$v=19$m=" + this.memoryKib + ",t=" + this.passes + ",p=" + this.lanes + "$";
	}

}
