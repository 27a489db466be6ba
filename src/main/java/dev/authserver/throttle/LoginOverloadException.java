package dev.authserver.throttle;

import java.time.Duration;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/**
 * So many logins are under way that this one cannot be tried in time.
 */
class LoginOverloadException extends ErrorResponseException {

	LoginOverloadException(Duration wait) {
		super(HttpStatus.SERVICE_UNAVAILABLE, ProblemDetail.forStatusAndDetail(HttpStatus.SERVICE_UNAVAILABLE,
				"Too many logins at once, try again soon"), null);
		getHeaders().set(HttpHeaders.RETRY_AFTER, String.valueOf(wait.toSeconds() + 1));
	}

}
