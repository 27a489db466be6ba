package dev.authserver.user;

import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/**
 * No user has this e-mail.
 */
class UserNotFoundException extends ErrorResponseException {

	UserNotFoundException(String email) {
		super(HttpStatus.NOT_FOUND,
				ProblemDetail.forStatusAndDetail(HttpStatus.NOT_FOUND, "User <" + email + "> not found"), null);
	}

}
