package dev.authserver.web;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

import org.apache.catalina.connector.ClientAbortException;
import org.apache.coyote.BadRequestException;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.core.NestedExceptionUtils;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.dao.UncategorizedDataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.authentication.InsufficientAuthenticationException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.transaction.TransactionException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;

/**
 * Turns whatever goes wrong into a problem. Input that cannot be used is always 422 and
 * names the fields; nothing the client sent and nothing of our insides is repeated.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9457">RFC 9457</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6750#section-3">RFC 6750, 3</a>
 */
@RestControllerAdvice
class ProblemAdvice extends MvcProblems {

	private static final Logger log = LoggerFactory.getLogger(ProblemAdvice.class);

	private static final String RETRY_SECONDS = "5";

	private static final long WARNING_MILLIS = 5_000;

	private static final String NO_TOKEN = "Bearer";

	private static final String INVALID_TOKEN = """
			Bearer error="invalid_token", error_description="The access token is not valid\"""";

	private final Clock clock;

	private final OutOfMemoryExit memory;

	private final AtomicLong nextWarning = new AtomicLong();

	ProblemAdvice(Clock clock, OutOfMemoryExit memory) {
		this.clock = clock;
		this.memory = memory;
	}

	@ExceptionHandler
	@Nullable ResponseEntity<Object> handle(AuthenticationException ex, WebRequest request) {
		if (ex instanceof AuthenticationServiceException) {
			return handleOther(ex, request);
		}
		boolean noToken = ex instanceof InsufficientAuthenticationException;
		HttpHeaders headers = new HttpHeaders();
		headers.set(HttpHeaders.WWW_AUTHENTICATE, noToken ? NO_TOKEN : INVALID_TOKEN);
		String detail = noToken ? "Not authenticated" : "The access token is not valid";
		return problem(ex, HttpStatus.UNAUTHORIZED, detail, headers, request);
	}

	@ExceptionHandler
	@Nullable ResponseEntity<Object> handle(AccessDeniedException ex, WebRequest request) {
		return problem(ex, HttpStatus.FORBIDDEN, "Not an admin user", new HttpHeaders(), request);
	}

	@ExceptionHandler
	@Nullable ResponseEntity<Object> handle(RequestRejectedException ex, WebRequest request) {
		return problem(ex, HttpStatus.BAD_REQUEST, new HttpHeaders(), request);
	}

	/**
	 * The client has gone while its answer was written, which is no failure of ours.
	 */
	@ExceptionHandler
	@Nullable ResponseEntity<Object> handle(ClientAbortException ex, WebRequest request) {
		return problem(ex, HttpStatus.BAD_REQUEST, new HttpHeaders(), request);
	}

	@ExceptionHandler
	@Nullable ResponseEntity<Object> handle(InvalidParameterException ex, WebRequest request) {
		return invalid(ex, List.of(new InvalidField("parameters", "must be well-formed and not too many")), request);
	}

	/**
	 * The database cannot be reached or cannot write. All requests meet it then, and one
	 * line every few seconds says enough.
	 */
	@ExceptionHandler({ DataAccessResourceFailureException.class, TransientDataAccessException.class,
			RecoverableDataAccessException.class, UncategorizedDataAccessException.class, TransactionException.class })
	@Nullable ResponseEntity<Object> handleUnavailable(Exception ex, WebRequest request) {
		long now = this.clock.millis();
		if (this.nextWarning.getAndUpdate((time) -> (time <= now) ? now + WARNING_MILLIS : time) <= now) {
			log.warn("The database is not available: {}", NestedExceptionUtils.getMostSpecificCause(ex).toString());
		}
		HttpHeaders headers = new HttpHeaders();
		headers.set(HttpHeaders.RETRY_AFTER, RETRY_SECONDS);
		return problem(ex, HttpStatus.SERVICE_UNAVAILABLE, headers, request);
	}

	@ExceptionHandler
	@Nullable ResponseEntity<Object> handleOther(Exception ex, WebRequest request) {
		this.memory.check(ex);
		Optional<HttpStatus> limit = exceededLimit(ex);
		if (limit.isPresent()) {
			return problem(ex, limit.get(), new HttpHeaders(), request);
		}
		return problem(ex, HttpStatus.INTERNAL_SERVER_ERROR, new HttpHeaders(), request);
	}

}
