package dev.authserver.token;

import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * A token that this server did not issue, or whose time is over. Its message never says
 * more than that, whatever was wrong.
 */
public class InvalidTokenException extends Exception {

	private final @Nullable Long userId;

	InvalidTokenException(@Nullable Throwable cause) {
		super("The token is not valid", cause);
		this.userId = null;
	}

	/**
	 * The token is well signed, but not good now or here.
	 */
	InvalidTokenException(long userId) {
		super("The token is not valid");
		this.userId = userId;
	}

	/**
	 * Whom the token is about, if this server signed it.
	 */
	public Optional<Long> userId() {
		return Optional.ofNullable(this.userId);
	}

}
