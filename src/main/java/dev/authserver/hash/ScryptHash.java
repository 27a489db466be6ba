package dev.authserver.hash;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.bouncycastle.crypto.generators.SCrypt;

/**
 * A hash of scrypt in the PHC string format, which passlib writes too, or in the format
 * {@code $7$} of crypt(3), which passlib knows as another form.
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

	/**
	 * The salt is taken as it is; the last character of the result has two bits to spare.
	 */
	private static final Pattern CRYPT = Pattern.compile(
			"\\$7\\$([./A-Za-z0-9])([./A-Za-z0-9]{5})([./A-Za-z0-9]{5})([!-~&&[^$]]{1,64})\\$([./A-Za-z0-9]{42}[./0-9A-D])");

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
		ScryptHash hash = text.startsWith("$7$") ? parseCrypt(text) : parsePhc(text);
		if (hash.memoryKib() > MAX_MEMORY_KIB) {
			throw FORMAT.refused("memory is more than 256 MiB");
		}
		if (hash.cost().work() > MAX_WORK) {
			throw FORMAT.refused("memory times p is more than 512 MiB");
		}
		return hash;
	}

	private static ScryptHash parsePhc(String text) {
		Matcher parts = FORMAT.match(FORM, text);
		return of(parts.group(1), parts.group(2), parts.group(3), FORMAT.base64(parts.group(4), "salt", 1),
				FORMAT.base64(parts.group(5), "result", HashText.MIN_HASH_BYTES));
	}

	private static ScryptHash parseCrypt(String text) {
		Matcher parts = FORMAT.match(CRYPT, text);
		return of(decoded(parts.group(1)), decoded(parts.group(2)), decoded(parts.group(3)),
				parts.group(4).getBytes(StandardCharsets.US_ASCII), CryptBase64.bytes(parts.group(5)));
	}

	private static String decoded(String number) {
		return String.valueOf(CryptBase64.number(number));
	}

	private static ScryptHash of(String ln, String r, String p, byte[] salt, byte[] hash) {
		int blockSize = FORMAT.number(r, "r", 1, MAX_R);
		int maxLogN = (blockSize > 1) ? MAX_LOG_N : MAX_LOG_N_OF_SMALLEST_BLOCKS;
		return new ScryptHash(FORMAT.number(ln, "ln", 1, maxLogN), blockSize, FORMAT.number(p, "p", 1, MAX_P), salt,
				hash);
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
