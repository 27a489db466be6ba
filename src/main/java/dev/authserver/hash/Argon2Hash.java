package dev.authserver.hash;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;
import org.jspecify.annotations.Nullable;

/**
 * A hash of argon2id or argon2i, version 1.0 or 1.3, in the PHC string format.
 *
 * @param type the number of argon2id or argon2i in Bouncy Castle
 * @param version 16 for 1.0, or 19 for 1.3
 * @param parameters that make it expensive
 * @param salt of the hash
 * @param hash of the password
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9106">RFC 9106</a>
 */
record Argon2Hash(int type, int version, Argon2Cost parameters, byte[] salt, byte[] hash) implements PasswordHash {

	private static final HashText FORMAT = new HashText("argon2");

	private static final Pattern FORM = Pattern
		.compile("\\$argon2(d|i|id)(?:\\$v=([0-9]+))?\\$m=([0-9]+),t=([0-9]+),p=([0-9]+)\\$([^$]*)\\$([^$]*)");

	private static final int MAX_PASSES = 1024;

	private static final int MAX_LANES = 255;

	private static final int MIN_MEMORY_KIB_OF_A_LANE = 8;

	private static final int MIN_SALT_BYTES = 8;

	static Argon2Hash parse(String text) {
		Matcher parts = FORMAT.match(FORM, text);
		return new Argon2Hash(type(parts.group(1)), version(parts.group(2)),
				cost(parts.group(3), parts.group(4), parts.group(5)),
				FORMAT.base64(parts.group(6), "salt", MIN_SALT_BYTES),
				FORMAT.base64(parts.group(7), "result", HashText.MIN_HASH_BYTES));
	}

	private static int type(String name) {
		return switch (name) {
			case "id" -> Argon2Parameters.ARGON2_id;
			case "i" -> Argon2Parameters.ARGON2_i;
			default -> throw FORMAT.refused("type is argon2d");
		};
	}

	/**
	 * Hashes of version 1.0 need not name it.
	 */
	private static int version(@Nullable String digits) {
		int version = (digits != null) ? FORMAT.number(digits, "version", 16, 19) : 16;
		if (version != Argon2Parameters.ARGON2_VERSION_10 && version != Argon2Parameters.ARGON2_VERSION_13) {
			throw FORMAT.refused("version is neither 16 nor 19");
		}
		return version;
	}

	private static Argon2Cost cost(String memory, String passes, String lanes) {
		int p = FORMAT.number(lanes, "p", 1, MAX_LANES);
		int m = FORMAT.number(memory, "m", p * MIN_MEMORY_KIB_OF_A_LANE, Argon2Cost.MAX_MEMORY_KIB);
		Argon2Cost cost = new Argon2Cost(m, FORMAT.number(passes, "t", 1, MAX_PASSES), p);
		if (cost.work() > Argon2Cost.MAX_WORK) {
			throw FORMAT.refused("m times t is more than " + Argon2Cost.MAX_WORK);
		}
		return cost;
	}

	/**
	 * Costs compare only where the memory is of about the same size: a pass over much
	 * memory takes longer than as much work on little.
	 */
	@Override
	public HashCost cost() {
		int log2 = Integer.SIZE - Integer.numberOfLeadingZeros(this.parameters.memoryKib() - 1);
		return new HashCost("argon2 in 2^" + log2 + " KiB", this.parameters.memoryKib(), this.parameters.work());
	}

	@Override
	public boolean matches(String password, HashMemory.Lease memory) {
		return MessageDigest.isEqual(this.hash, compute(password, memory));
	}

	/**
	 * Hashes a password with the type, version, parameters and salt of this hash, into as
	 * many bytes.
	 */
	byte[] compute(String password, HashMemory.Lease memory) {
		Argon2BytesGenerator argon2 = new Argon2BytesGenerator();
		argon2.init(new Argon2Parameters.Builder(this.type).withVersion(this.version)
			.withMemoryAsKB(this.parameters.memoryKib())
			.withIterations(this.parameters.passes())
			.withParallelism(this.parameters.lanes())
			.withSalt(this.salt)
			.withBlockPool(memory.blocks())
			.build());
		byte[] result = new byte[this.hash.length];
		argon2.generateBytes(password.getBytes(StandardCharsets.UTF_8), result);
		return result;
	}

	@Override
	public String toString() {
		return "Argon2Hash[" + cost() + "]";
	}

}
