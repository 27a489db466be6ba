package dev.authserver.login;

import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/**
 * The sender is logged in, but does not know the password to be changed.
 */
class WrongPasswordException extends ErrorResponseException {

	WrongPasswordException() {
		super(HttpStatus.FORBIDDEN,
				ProblemDetail.forStatusAndDetail(HttpStatus.FORBIDDEN, "The current password is wrong"), null);
	}

}
