package dev.authserver.credential;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator.FixedBlockPool;
import org.bouncycastle.crypto.params.Argon2Parameters;
import org.jspecify.annotations.Nullable;

import org.springframework.security.crypto.password.PasswordEncoder;

/**
 * Argon2id in the PHC string format. Working memory is kept for the next hash, so that a
 * login leaves next to nothing for the garbage collector.
 * <p>
 * Why this implementation: on one processor Bouncy Castle with its block pool took 24 to
 * 38 ms and left 0.09 MB of garbage, Password4j 37 ms and 102 MB. The C implementation
 * through JNA took 18 ms, for which it brings a binary for each platform, outside the
 * limits of the heap and unknown to the smaller C libraries. 7 MiB with 5 passes, which
 * OWASP calls equal, took 17 ms and is one setting away; 19 MiB is what makes an
 * attacker's graphics cards slowest.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9106">RFC 9106</a>
 */
class Argon2idEncoder implements PasswordEncoder {

	private static final int SALT_BYTES = 16;

	private static final int HASH_BYTES = 32;

	/**
	 * Stored hashes that ask for more memory than this, 1 GiB, never match.
	 */
	private static final int MAX_MEMORY_KIB = 1 << 20;

	private static final Pattern PHC = Pattern
		.compile("\\$argon2id\\$v=19\\$m=(\\d{1,7}),t=(\\d{1,3}),p=(\\d{1,2})\\$([\\w+/-]{11,86})\\$([\\w+/-]{22,86})");

	private final SecureRandom random = new SecureRandom();

	private final Argon2Cost cost;

	/**
	 * Working memory that no hash uses at the moment. The one returned last is taken
	 * first, so that logins one after the other share it.
	 */
	private final Deque<FixedBlockPool> idleMemory = new ConcurrentLinkedDeque<>();

	Argon2idEncoder(Argon2Cost cost) {
		this.cost = cost;
	}

	@Override
	public String encode(@Nullable CharSequence password) {
		byte[] salt = bytes(SALT_BYTES);
		return format(salt, hash(String.valueOf(password), this.cost, salt, HASH_BYTES));
	}

	/**
	 * A hash that no password has, checked in the same time as any other.
	 */
	String ofNobody() {
		return format(bytes(SALT_BYTES), bytes(HASH_BYTES));
	}

	private byte[] bytes(int length) {
		byte[] bytes = new byte[length];
		this.random.nextBytes(bytes);
		return bytes;
	}

	private String format(byte[] salt, byte[] hash) {
		Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
		return this.cost.prefix() + base64.encodeToString(salt) + "$" + base64.encodeToString(hash);
	}

	@Override
	public boolean matches(@Nullable CharSequence password, @Nullable String encoded) {
		Matcher phc = PHC.matcher(String.valueOf(encoded));
		if (!phc.matches()) {
			return false;
		}
		Argon2Cost stored = new Argon2Cost(Integer.parseInt(phc.group(1)), Integer.parseInt(phc.group(2)),
				Integer.parseInt(phc.group(3)));
		if (stored.memoryKib() > MAX_MEMORY_KIB) {
			return false;
		}
		byte[] expected = Base64.getDecoder().decode(phc.group(5));
		byte[] salt = Base64.getDecoder().decode(phc.group(4));
		return MessageDigest.isEqual(expected, hash(String.valueOf(password), stored, salt, expected.length));
	}

	private byte[] hash(String password, Argon2Cost cost, byte[] salt, int length) {
		Argon2Parameters.Builder parameters = new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
			.withMemoryAsKB(cost.memoryKib())
			.withIterations(cost.passes())
			.withParallelism(cost.lanes())
			.withSalt(salt);
		if (!cost.equals(this.cost)) {
			return hash(password, parameters, length);
		}
		FixedBlockPool memory = this.idleMemory.poll();
		if (memory == null) {
			memory = new FixedBlockPool(cost.memoryKib());
		}
		try {
			return hash(password, parameters.withBlockPool(memory), length);
		}
		finally {
			this.idleMemory.push(memory);
		}
	}

	/**
	 * Releases the working memory of one hash, if any is idle.
	 */
	void forgetMemory() {
		this.idleMemory.poll();
	}

	private static byte[] hash(String password, Argon2Parameters.Builder parameters, int length) {
		Argon2BytesGenerator argon2 = new Argon2BytesGenerator();
		argon2.init(parameters.build());
		byte[] hash = new byte[length];
		argon2.generateBytes(password.getBytes(StandardCharsets.UTF_8), hash);
		return hash;
	}

	@Override
	public boolean upgradeEncoding(@Nullable String encoded) {
		return !String.valueOf(encoded).startsWith(this.cost.prefix());
	}

}
