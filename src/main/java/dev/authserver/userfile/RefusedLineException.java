package dev.authserver.userfile;

import org.jspecify.annotations.Nullable;

/**
 * One line that cannot be imported, which hinders no other.
 */
public class RefusedLineException extends Exception {

	private final transient @Nullable String email;

	RefusedLineException(String reason) {
		this(null, reason);
	}

	/**
	 * @param email as the line has it, if that much of it could be read
	 */
	RefusedLineException(@Nullable String email, String reason) {
		super(reason, null, false, false);
		this.email = email;
	}

	public @Nullable String email() {
		return this.email;
	}

	public String reason() {
		return String.valueOf(getMessage());
	}

}
