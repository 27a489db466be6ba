package dev.authserver.connection;

import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.web.ErrorResponseException;

/**
 * A request body that is too large (413), has not arrived in time (408), or is not
 * well-formed HTTP (400). It is no {@link java.io.IOException}, for which Tomcat would
 * write an answer of its own.
 */
class UnreadableBodyException extends ErrorResponseException {

	UnreadableBodyException(HttpStatus status, @Nullable Throwable cause) {
		super(status, cause);
	}

}
