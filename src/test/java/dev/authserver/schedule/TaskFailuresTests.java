package dev.authserver.schedule;

import java.net.ConnectException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

import dev.authserver.testsupport.ApiTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.http.HttpStatus;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.web.ErrorResponseException;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What scheduled tasks that fail leave in the log.
 */
@ApiTest
@ExtendWith(OutputCaptureExtension.class)
class TaskFailuresTests {

	@Autowired
	private TaskScheduler scheduler;

	private final TaskFailures failures = new TaskFailures();

	@Test
	void scheduleWhenTaskFailsLogsALineAndGoesOn(CapturedOutput log) throws Exception {
		CountDownLatch repeated = new CountDownLatch(3);
		ScheduledFuture<?> task = this.scheduler.scheduleWithFixedDelay(() -> {
			repeated.countDown();
			throw new ErrorResponseException(HttpStatus.SERVICE_UNAVAILABLE);
		}, Duration.ofMillis(1));
		assertThat(repeated.await(30, TimeUnit.SECONDS)).isTrue();
		task.cancel(false);
		assertThat(log).contains("A scheduled task has to wait for its next time: ErrorResponseException");
	}

	@Test
	void handleErrorWhenDatabaseIsAwayOrLoginsAreManyLogsNoTrace(CapturedOutput log) {
		this.failures
			.handleError(new DataAccessResourceFailureException("away", new ConnectException("refused\nby the host")));
		this.failures.handleError(new ErrorResponseException(HttpStatus.SERVICE_UNAVAILABLE));
		assertThat(log).contains("A scheduled task has to wait for its next time: ConnectException")
			.doesNotContain("\tat ")
			.doesNotContain("by the host");
	}

	@Test
	void handleErrorWhenItIsAFaultKeepsTheTrace(CapturedOutput log) {
		this.failures.handleError(new IllegalStateException("a fault"));
		assertThat(log).contains("A scheduled task failed").contains("\tat ");
	}

}
