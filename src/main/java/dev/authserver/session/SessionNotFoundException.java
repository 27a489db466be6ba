package dev.authserver.session;

import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/**
 * The user has no such session, or no longer.
 */
class SessionNotFoundException extends ErrorResponseException {

	SessionNotFoundException() {
		super(HttpStatus.NOT_FOUND, ProblemDetail.forStatusAndDetail(HttpStatus.NOT_FOUND, "No such session"), null);
	}

}
