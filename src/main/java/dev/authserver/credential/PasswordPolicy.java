package dev.authserver.credential;

import java.util.Optional;

import org.springframework.stereotype.Component;

/**
 * Judges new passwords by length and against the most common ones, with no rules on their
 * composition.
 *
 * @see <a href="https://pages.nist.gov/800-63-4/sp800-63b.html#passwordver">NIST SP
 * 800-63B-4, 3.1.1.2</a>
 */
@Component
class PasswordPolicy {

	/**
	 * The most characters (UTF-16 code units) a new password may have.
	 */
	static final int MAX_LENGTH = 1024;

	private final PasswordProperties properties;

	private final CommonPasswords common;

	PasswordPolicy(PasswordProperties properties, CommonPasswords common) {
		this.properties = properties;
		this.common = common;
	}

	/**
	 * What is wrong with a new password, as the end of a sentence that begins with its
	 * name.
	 */
	Optional<String> objection(String password) {
		if (password.isEmpty()) {
			return Optional.of("must not be empty");
		}
		if (password.length() > MAX_LENGTH) {
			return Optional.of("must have at most " + MAX_LENGTH + " characters");
		}
		if (this.properties.policy() == PasswordProperties.Policy.OFF) {
			return Optional.empty();
		}
		if (password.codePointCount(0, password.length()) < this.properties.minLength()) {
			return Optional.of("must have at least " + this.properties.minLength() + " characters");
		}
		if (this.common.contains(password)) {
			return Optional.of("is among the most common passwords, which are guessed first");
		}
		return Optional.empty();
	}

}
