package dev.authserver.user;

import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/**
 * Another user has this e-mail.
 */
final class EmailTakenException extends ErrorResponseException {

	private EmailTakenException(String detail) {
		super(HttpStatus.CONFLICT, ProblemDetail.forStatusAndDetail(HttpStatus.CONFLICT, detail), null);
	}

	static EmailTakenException onCreate(String email) {
		return new EmailTakenException("User <" + email + "> already exists!");
	}

	static EmailTakenException onRename(String email) {
		return new EmailTakenException("<" + email + "> already exists");
	}

}
