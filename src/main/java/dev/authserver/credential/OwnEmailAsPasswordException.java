package dev.authserver.credential;

import java.util.List;

import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/**
 * A new password is the user's own e-mail or its local part. It is told like the other
 * objections to a field, which are found without knowing the user.
 */
class OwnEmailAsPasswordException extends ErrorResponseException {

	private static final String MESSAGE = "is the user's own e-mail or its first part, which are guessed first";

	OwnEmailAsPasswordException(String field) {
		super(HttpStatus.UNPROCESSABLE_CONTENT, problem(field), null);
	}

	private static ProblemDetail problem(String field) {
		ProblemDetail problem = ProblemDetail.forStatusAndDetail(HttpStatus.UNPROCESSABLE_CONTENT,
				field + ": " + MESSAGE);
		problem.setProperty("errors", List.of(new InvalidField(field, MESSAGE)));
		return problem;
	}

	/**
	 * One of the {@code errors} of a problem.
	 */
	private record InvalidField(String field, String message) {
	}

}
