package dev.authserver.hash;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.bouncycastle.crypto.generators.SCrypt;

/**
 * A hash of scrypt in the PHC string format, which passlib writes too.
 *
 * @param logN the binary logarithm of the cost N
 * @param r the size of a block
 * @param p how often all is computed
 * @param salt of the hash
 * @param hash of the password
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7914#section-2">RFC 7914, 2</a>
 */
record ScryptHash(int logN, int r, int p, byte[] salt, byte[] hash) implements PasswordHash {

	private static final HashText FORMAT = new HashText("scrypt");

	private static final Pattern FORM = Pattern
		.compile("\\$scrypt\\$ln=([0-9]+),r=([0-9]+),p=([0-9]+)\\$([^$]*)\\$([^$]*)");

	private static final int MAX_LOG_N = 21;

	/**
	 * With blocks of size 1, N has to be below 2^16.
	 */
	private static final int MAX_LOG_N_OF_SMALLEST_BLOCKS = 15;

	private static final int MAX_R = 64;

	private static final int MAX_P = 64;

	private static final int MAX_MEMORY_KIB = 256 * 1024;

	private static final int MAX_WORK = 512 * 1024;

	static ScryptHash parse(String text) {
		Matcher parts = FORMAT.match(FORM, text);
		int r = FORMAT.number(parts.group(2), "r", 1, MAX_R);
		int logN = FORMAT.number(parts.group(1), "ln", 1, (r > 1) ? MAX_LOG_N : MAX_LOG_N_OF_SMALLEST_BLOCKS);
		int p = FORMAT.number(parts.group(3), "p", 1, MAX_P);
		ScryptHash hash = new ScryptHash(logN, r, p, FORMAT.base64(parts.group(4), "salt", 1),
				FORMAT.base64(parts.group(5), "result", HashText.MIN_HASH_BYTES));
		if (hash.memoryKib() > MAX_MEMORY_KIB) {
			throw FORMAT.refused("memory is more than 256 MiB");
		}
		if (hash.cost().work() > MAX_WORK) {
			throw FORMAT.refused("memory times p is more than 512 MiB");
		}
		return hash;
	}

	private long memoryKib() {
		return Math.max(1, ((long) this.r << this.logN) / 8);
	}

	@Override
	public HashCost cost() {
		return new HashCost("scrypt", (int) memoryKib(), memoryKib() * this.p);
	}

	@Override
	public boolean matches(String password, HashMemory.Lease memory) {
		return MessageDigest.isEqual(this.hash, SCrypt.generate(password.getBytes(StandardCharsets.UTF_8), this.salt,
				1 << this.logN, this.r, this.p, this.hash.length));
	}

	@Override
	public String toString() {
		return "ScryptHash[" + cost() + "]";
	}

}
