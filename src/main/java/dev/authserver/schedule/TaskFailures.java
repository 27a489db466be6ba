package dev.authserver.schedule;

import dev.authserver.problem.ProblemException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.core.NestedExceptionUtils;
import org.springframework.http.HttpStatus;
import org.springframework.util.ErrorHandler;

/**
 * Logs why a scheduled task failed: in one line if the server is overloaded or its
 * database away, since the next run then succeeds, and otherwise with a stack trace,
 * since the cause is a fault in the code.
 */
class TaskFailures implements ErrorHandler {

	private static final Logger log = LoggerFactory.getLogger(TaskFailures.class);

	@Override
	public void handleError(Throwable failure) {
		if (passes(failure)) {
			Throwable cause = NestedExceptionUtils.getMostSpecificCause(failure);
			log.warn("A scheduled task has to wait for its next time: {}", cause.getClass().getSimpleName());
		}
		else {
			log.error("A scheduled task failed", failure);
		}
	}

	private static boolean passes(Throwable failure) {
		return ProblemException.of(failure).kind().status() == HttpStatus.SERVICE_UNAVAILABLE;
	}

}
