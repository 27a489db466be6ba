package dev.authserver.login;

import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/**
 * The password is right, but the user is no admin.
 */
class NotAdminException extends ErrorResponseException {

	NotAdminException() {
		super(HttpStatus.FORBIDDEN, ProblemDetail.forStatusAndDetail(HttpStatus.FORBIDDEN, "Not an admin user"), null);
	}

}
