package dev.authserver.credential;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import dev.authserver.problem.ProblemException;

import org.springframework.stereotype.Component;

/**
 * Judges new passwords by length and against what is guessed first: the most common ones,
 * the server's name and the user's own e-mail. There are no rules on their composition.
 *
 * @see <a href="https://pages.nist.gov/800-63-4/sp800-63b.html#passwordver">NIST SP
 * 800-63B-4, 3.1.1.2</a>
 */
@Component
public class PasswordPolicy {

	/**
	 * The most characters (UTF-16 code units) a new password may have.
	 */
	static final int MAX_LENGTH = 1024;

	/**
	 * Names of this server, without spaces and punctuation.
	 */
	private static final Set<String> SERVER_NAMES = Set.of("authserver", "authenticationserver");

	private final PasswordProperties properties;

	private final CommonPasswords common;

	PasswordPolicy(PasswordProperties properties, CommonPasswords common) {
		this.properties = properties;
		this.common = common;
	}

	/**
	 * The reason to refuse a new password, such as "must not be empty": the end of a
	 * sentence that begins with the name of the field.
	 */
	Optional<String> objection(String password) {
		if (password.isEmpty()) {
			return Optional.of("must not be empty");
		}
		if (password.length() > MAX_LENGTH) {
			return Optional.of("must have at most " + MAX_LENGTH + " characters");
		}
		if (!this.properties.policy()) {
			return Optional.empty();
		}
		if (password.codePointCount(0, password.length()) < this.properties.minLength()) {
			return Optional.of("must have at least " + this.properties.minLength() + " characters");
		}
		if (this.common.contains(password)) {
			return Optional.of("is among the most common passwords, which are guessed first");
		}
		if (SERVER_NAMES.contains(CommonPasswords.fold(password).replaceAll("[\\s\\p{Punct}\\p{Pd}]", ""))) {
			return Optional.of("is the server's name, which is guessed first");
		}
		return Optional.empty();
	}

	/**
	 * Refuses a new password for any reason.
	 * @param field in which the password comes
	 * @throws ProblemException if there is an objection
	 */
	public void refuse(String field, String password, String email) {
		objection(password).ifPresent((reason) -> {
			throw ProblemException.invalid(field, reason);
		});
		refuseEmails(field, password, email);
	}

	/**
	 * Refuses a new password that is an e-mail of its user, or what stands before the
	 * {@code @} in it.
	 * @param field in which the client sends the password
	 * @throws ProblemException if it is one of these
	 */
	public void refuseEmails(String field, String password, String... emails) {
		if (!this.properties.policy()) {
			return;
		}
		String folded = CommonPasswords.fold(password);
		if (Stream.of(emails)
			.map(CommonPasswords::fold)
			.anyMatch((email) -> folded.equals(email) || folded.equals(email.substring(0, email.lastIndexOf('@'))))) {
			throw ProblemException.invalid(field,
					"is the user's own e-mail or its first part, which are guessed first");
		}
	}

}
