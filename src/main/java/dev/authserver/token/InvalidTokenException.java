package dev.authserver.token;

import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * Says that a token is not good now. Only for a token that this server has signed does it
 * tell whose token that is, and whether it has expired: what others write proves nothing.
 */
public class InvalidTokenException extends Exception {

	private final @Nullable Long userId;

	private final boolean expired;

	InvalidTokenException(Throwable cause) {
		this(cause, null, false);
	}

	InvalidTokenException(Throwable cause, @Nullable Long userId, boolean expired) {
		super("The token is not valid", cause);
		this.userId = userId;
		this.expired = expired;
	}

	/**
	 * The user that the token was issued to, if this server signed it.
	 */
	public Optional<Long> userId() {
		return Optional.ofNullable(this.userId);
	}

	/**
	 * Whether this server signed the token and its time is over.
	 */
	public boolean isExpired() {
		return this.expired;
	}

}
