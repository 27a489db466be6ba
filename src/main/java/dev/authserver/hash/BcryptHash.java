package dev.authserver.hash;

import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.springframework.security.crypto.bcrypt.BCrypt;

/**
 * A bcrypt hash ({@code $2a$}, {@code $2b$}, {@code $2y$}). Bcrypt sees 72 bytes of a
 * password at the most, so a longer one never matches; it is refused after the same work,
 * so that the time tells nothing.
 *
 * @param text of the hash
 * @param rounds the binary logarithm of the number of rounds
 * @see <a href="https://spring.io/security/cve-2025-22228">CVE-2025-22228</a>
 */
record BcryptHash(String text, int rounds) implements PasswordHash {

	private static final HashText FORMAT = new HashText("bcrypt");

	private static final int MAX_PASSWORD_BYTES = 72;

	/**
	 * The last characters of salt and hash stand for 2 and 4 bits of the 6 that they
	 * have, so that only some can occur.
	 */
	private static final Pattern FORM = Pattern
		.compile("\\$2[aby]\\$([0-9]{2})\\$[./A-Za-z0-9]{21}[.Oeu][./A-Za-z0-9]{30}[.CGKOSWaeimquy26]");

	private static final int MIN_ROUNDS = 4;

	private static final int MAX_ROUNDS = 14;

	static BcryptHash parse(String text) {
		Matcher parts = FORMAT.match(FORM, text);
		int rounds = Integer.parseInt(parts.group(1));
		if (rounds < MIN_ROUNDS || rounds > MAX_ROUNDS) {
			throw FORMAT.refused("cost is not from " + MIN_ROUNDS + " to " + MAX_ROUNDS);
		}
		return new BcryptHash(text, rounds);
	}

	@Override
	public HashCost cost() {
		return new HashCost("bcrypt", 1L << this.rounds);
	}

	@Override
	public boolean matches(String password, HashMemory.Lease memory) {
		byte[] bytes = password.getBytes(StandardCharsets.UTF_8);
		return BCrypt.checkpw(bytes, this.text) & bytes.length <= MAX_PASSWORD_BYTES;
	}

	@Override
	public String toString() {
		return "BcryptHash[" + cost() + "]";
	}

}
