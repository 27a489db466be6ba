package dev.authserver.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;

import dev.authserver.testsupport.Api;
import dev.authserver.testsupport.Api.Answer;
import dev.authserver.testsupport.ApiTest;
import dev.authserver.testsupport.ServerProcess;
import jakarta.servlet.http.HttpServletResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What clients and the log see when the server itself fails.
 */
@ApiTest
@Import(FailureTests.Failures.class)
@ExtendWith(OutputCaptureExtension.class)
class FailureTests {

	@LocalServerPort
	private int port;

	@ParameterizedTest
	@CsvSource({ "bug, 500", "overflow, 500", "send-error, 500", "database, 503", "transaction, 503", "timeout, 503",
			"rejected, 400" })
	void getWhenServerFailsReturnsProblemWithoutInternals(String kind, int status) {
		Answer answer = new Api(this.port).get("/pages/failures/" + kind);
		assertThat(answer.status()).isEqualTo(status);
		assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
		assertThat(answer.header("Retry-After")).isEqualTo((status == 503) ? "5" : "");
		assertThat(answer.body()).doesNotContain("s3cret").doesNotContain("Exception");
		assertThat(answer.text("detail")).isNotBlank();
		ProtectiveHeaders.assertPresent(answer);
	}

	@Test
	void getWhenServerFailsLogsOnce(CapturedOutput output) {
		String id = new Api(this.port).get("/pages/failures/bug").text("request_id");
		assertThat(output.getOut()).containsOnlyOnce("IllegalStateException: s3cret")
			.containsOnlyOnce("A request failed: GET /pages/failures/bug, " + id);
	}

	@Test
	void getWhenAnswerBreaksOffClosesTheConnection(CapturedOutput output) {
		Api api = new Api(this.port);
		assertThatExceptionOfType(UncheckedIOException.class).isThrownBy(() -> api.get("/pages/failures/midway"));
		assertThat(output.getOut()).containsOnlyOnce("IllegalStateException: s3cret");
	}

	@ParameterizedTest
	@ValueSource(strings = { "memory", "memory-of-a-thread" })
	void getWhenMemoryRunsOutEndsTheProcess(String kind, @TempDir Path folder) {
		Map<String, String> settings = ServerProcess.settings(folder);
		settings.put("SPRING_MAIN_SOURCES", Failures.class.getName());
		try (ServerProcess server = ServerProcess.start(settings)) {
			assertThatCode(() -> server.api().get("/pages/failures/" + kind)).satisfiesAnyOf(
					(closed) -> assertThat(closed).isInstanceOf(UncheckedIOException.class),
					(answered) -> assertThat(answered).isNull());
			assertThat(server.awaitExit()).isEqualTo(3);
			assertThat(server.output()).contains("Out of memory").doesNotContain("s3cret");
		}
	}

	/**
	 * Fails in the way that is asked for.
	 */
	@RestController
	static class Failures {

		@GetMapping("/pages/failures/{kind}")
		void fail(@PathVariable String kind, HttpServletResponse response) throws IOException {
			switch (kind) {
				case "bug" -> throw new IllegalStateException("s3cret");
				case "overflow" -> throw new StackOverflowError("s3cret");
				case "database" -> throw new DataAccessResourceFailureException("s3cret", new SQLException("s3cret"));
				case "transaction" -> throw new CannotCreateTransactionException("s3cret");
				case "timeout" -> throw new QueryTimeoutException("s3cret");
				case "memory" -> throw new OutOfMemoryError("s3cret");
				case "memory-of-a-thread" -> new Thread(() -> {
					throw new OutOfMemoryError("s3cret");
				}).start();
				case "rejected" -> throw new RequestRejectedException("s3cret");
				case "send-error" -> {
					response.reset();
					response.sendError(500, "s3cret");
				}
				default -> {
					response.getOutputStream().print("[");
					response.flushBuffer();
					throw new IllegalStateException("s3cret");
				}
			}
		}

	}

}
