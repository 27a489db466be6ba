package dev.authserver.credential;

/**
 * Parameters of argon2id that make a hash expensive.
 *
 * @param memoryKib working memory in KiB
 * @param passes over the memory
 * @param lanes computed side by side
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9106#section-3.1">RFC 9106, 3.1</a>
 */
record Argon2Cost(int memoryKib, int passes, int lanes) {

	/**
	 * The beginning of the PHC string of each hash of this cost.
	 */
	String prefix() {
		return "$argon2id$v=19$m=" + this.memoryKib + ",t=" + this.passes + ",p=" + this.lanes + "$";
	}

}
