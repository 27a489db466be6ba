package dev.authserver.hash;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A stored hash of a password: what all formats that this server reads have in common.
 * Implementations compare in constant time, and their texts hold no salt and no hash.
 *
 * @see <a href=
 * "https://github.com/P-H-C/phc-string-format/blob/master/phc-sf-spec.md">The PHC string
 * format</a>
 */
public sealed interface PasswordHash permits Argon2Hash, BcryptHash, Pbkdf2Hash, ScryptHash {

	/**
	 * The most characters of a hash, as many as the database holds.
	 */
	int MAX_LENGTH = 255;

	/**
	 * What a check takes.
	 */
	HashCost cost();

	/**
	 * Whether this is the hash of the password.
	 * @param memory at least as much as the cost says
	 */
	boolean matches(String password, HashMemory.Lease memory);

	/**
	 * Reads a hash of any known format.
	 * @throws UnsupportedHashException if the format is not known, the text is malformed,
	 * or a check would cost too much
	 */
	static PasswordHash parse(String text) {
		if (text.isEmpty()) {
			throw new UnsupportedHashException("is empty");
		}
		if (text.length() > MAX_LENGTH) {
			throw new UnsupportedHashException("has more than " + MAX_LENGTH + " characters");
		}
		Matcher prefixed = Prefix.FORM.matcher(text);
		return prefixed.matches() ? Prefix.parse(prefixed.group(1), prefixed.group(2)) : Prefix.parse(text);
	}

	/**
	 * The name of an algorithm in braces, which Spring Security puts before hashes. A
	 * hash under the name of another algorithm is malformed.
	 */
	final class Prefix {

		private static final Pattern FORM = Pattern.compile("\\{([^{}]*)}(.*)", Pattern.DOTALL);

		private static final Set<String> ARGON2 = Set.of("argon2id", "argon2", "argon2@SpringSecurity_v5_8");

		private Prefix() {
		}

		private static PasswordHash parse(String name, String hash) {
			if (name.equals("noop")) {
				throw new UnsupportedHashException("is not hashed: after {noop} stands the password itself");
			}
			if (name.equals("bcrypt")) {
				return BcryptHash.parse(hash);
			}
			if (ARGON2.contains(name)) {
				return Argon2Hash.parse(hash);
			}
			throw new UnsupportedHashException("has a prefix other than {bcrypt}, {argon2} and {argon2id}");
		}

		private static PasswordHash parse(String hash) {
			if (hash.startsWith("$2")) {
				return BcryptHash.parse(hash);
			}
			if (hash.startsWith("$argon2")) {
				return Argon2Hash.parse(hash);
			}
			if (hash.startsWith("$scrypt$") || hash.startsWith("$7$")) {
				return ScryptHash.parse(hash);
			}
			if (hash.startsWith("$pbkdf2") || hash.startsWith("pbkdf2_")) {
				return Pbkdf2Hash.parse(hash);
			}
			throw new UnsupportedHashException(
					"is of no known format; known are bcrypt, argon2id, argon2i, scrypt and PBKDF2");
		}

	}

}
