package dev.authserver.problem;

import java.time.Clock;
import java.util.concurrent.atomic.AtomicLong;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/**
 * The one place where failures become answers: those of controllers, of filters and of
 * the route table.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9457">RFC 9457</a>
 */
@RestControllerAdvice
class ProblemAdvice {

	private static final Logger log = LoggerFactory.getLogger(ProblemAdvice.class);

	private static final long WARNING_MILLIS = 5_000;

	private final Clock clock;

	private final OutOfMemoryExit memory;

	private final ApplicationEventPublisher publisher;

	private final AtomicLong nextWarning = new AtomicLong();

	ProblemAdvice(Clock clock, OutOfMemoryExit memory, ApplicationEventPublisher publisher) {
		this.clock = clock;
		this.memory = memory;
		this.publisher = publisher;
	}

	/**
	 * @return nothing where part of another answer has been sent: the connection is to
	 * break off, so that the client notices
	 */
	@ExceptionHandler
	@Nullable ResponseEntity<ProblemDetail> handle(Exception failure, HttpServletRequest request, HttpServletResponse response) {
		this.memory.check(failure);
		ProblemException problem = Problems.of(failure);
		report(problem, failure, request);
		if (response.isCommitted()) {
			request.setAttribute(ProblemException.BROKEN_OFF, true);
			return null;
		}
		return ResponseEntity.status(problem.getStatusCode())
			.headers(problem.getHeaders())
			.contentType(MediaType.APPLICATION_PROBLEM_JSON)
			.body(ProblemKind.complete(problem.getBody(), request.getRequestURI()));
	}

	/**
	 * All requests meet a database that is away, so one line every few seconds says
	 * enough.
	 */
	private void report(ProblemException problem, Exception failure, HttpServletRequest request) {
		if (problem.kind() == ProblemKind.FAILED) {
			log.error("A request failed: {} {}, {}", request.getMethod(), request.getRequestURI(),
					MDC.get(ProblemKind.REQUEST_ID), failure);
		}
		else if (problem.kind() == ProblemKind.UNAVAILABLE) {
			long now = this.clock.millis();
			if (this.nextWarning.getAndUpdate((time) -> (time <= now) ? now + WARNING_MILLIS : time) <= now) {
				log.warn("The database is not available: {}",
						NestedExceptionUtils.getMostSpecificCause(failure).toString());
				this.publisher.publishEvent(new DatabaseUnavailable());
			}
		}
	}

}
