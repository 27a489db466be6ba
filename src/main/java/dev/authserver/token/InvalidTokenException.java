package dev.authserver.token;

import org.jspecify.annotations.Nullable;

/**
 * A token that this server did not issue, or whose time is over. It never says more than
 * that, whatever was wrong.
 */
public class InvalidTokenException extends Exception {

	InvalidTokenException(@Nullable Throwable cause) {
		super("The token is not valid", cause);
	}

}
