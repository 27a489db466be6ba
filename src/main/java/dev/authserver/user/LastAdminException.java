package dev.authserver.user;

import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/**
 * Without this admin nobody could manage the users any more.
 */
class LastAdminException extends ErrorResponseException {

	LastAdminException() {
		super(HttpStatus.CONFLICT,
				ProblemDetail.forStatusAndDetail(HttpStatus.CONFLICT, "The last active admin must stay one"), null);
	}

}
