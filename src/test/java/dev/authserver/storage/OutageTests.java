package dev.authserver.storage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import dev.authserver.testsupport.Api;
import dev.authserver.testsupport.Api.Answer;
import dev.authserver.testsupport.ServerProcess;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * PostgreSQL stops under load and comes back.
 */
@Execution(ExecutionMode.CONCURRENT)
class OutageTests {

	/**
	 * Far longer than an answer may take, and far shorter than a hang.
	 */
	private static final Duration HANG = Duration.ofSeconds(6);

	private static final String PASSWORD = "correct horse battery";

	@TempDir
	private Path folder;

	private volatile boolean over;

	@Test
	void requestWhenDatabaseIsAwayIs503AndRecovers() throws Exception {
		EmbeddedPostgres postgres = postgres(0);
		int port = postgres.getPort();
		Map<String, String> settings = ServerProcess.settings(this.folder);
		settings.put("DATABASE_URL", postgres.getJdbcUrl("postgres", "postgres"));
		settings.put("DATABASE_USERNAME", "postgres");
		try (ServerProcess server = ServerProcess.start(settings)) {
			Api api = server.api();
			String email = Api.email();
			String[] admin = Api.bearer(api.adminToken());
			api.create(email, PASSWORD, admin);
			api.create("b" + email, PASSWORD, admin);
			String refreshToken = api.login("b" + email, PASSWORD).text("refresh_token");
			Queue<Timed> answers = new ConcurrentLinkedQueue<>();
			ExecutorService clients = Executors.newCachedThreadPool();
			for (int i = 0; i < 3; i++) {
				clients.submit(() -> repeat(answers, () -> api.get(Api.query(email))));
				clients.submit(() -> repeat(answers, () -> api.refresh(refreshToken)));
				clients.submit(() -> repeat(answers, () -> api.login(email, PASSWORD)));
			}
			TimeUnit.SECONDS.sleep(1);
			postgres.close();
			TimeUnit.SECONDS.sleep(4);
			assertThat(api.get("/actuator/health").status()).isEqualTo(503);
			assertThat(api.get("/actuator/health/readiness").status()).isEqualTo(503);
			assertThat(api.get("/actuator/health/liveness").status()).isEqualTo(200);
			assertThat(api.get("/").status()).isEqualTo(200);
			postgres = postgres(port);
			assertThat(recovers(() -> api.get(Api.query(email)))).isTrue();
			assertThat(recovers(() -> api.get("/actuator/health"))).isTrue();
			assertThat(recovers(() -> api.get("/actuator/health/readiness"))).isTrue();
			this.over = true;
			clients.shutdown();
			assertThat(clients.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
			check(answers);
			server.awaitOutput("The database is available again, after ");
			assertThat(server.output()).contains("The database is not available: ").doesNotContain("\tat ");
		}
		finally {
			postgres.close();
		}
	}

	private EmbeddedPostgres postgres(int port) throws IOException {
		EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder()
			.setDataDirectory(this.folder.resolve("postgres"))
			.setOverrideWorkingDirectory(this.folder.resolve("work").toFile())
			.setCleanDataDirectory(false);
		return ((port != 0) ? builder.setPort(port) : builder).start();
	}

	private void repeat(Queue<Timed> answers, Supplier<Answer> request) {
		while (!this.over) {
			long start = System.nanoTime();
			try {
				answers.add(new Timed(request.get(), Duration.ofNanos(System.nanoTime() - start)));
				TimeUnit.MILLISECONDS.sleep(20);
			}
			catch (InterruptedException ex) {
				throw new IllegalStateException(ex);
			}
			catch (UncheckedIOException ex) {
				answers.add(new Timed(new Answer(0, Map.of(), ex.toString()), Duration.ZERO));
			}
		}
	}

	private static boolean recovers(Supplier<Answer> request) throws InterruptedException {
		for (int i = 0; i < 100; i++) {
			if (request.get().status() == 200) {
				return true;
			}
			TimeUnit.MILLISECONDS.sleep(100);
		}
		return false;
	}

	private static void check(Queue<Timed> answers) {
		assertThat(answers).extracting((timed) -> timed.answer().status()).contains(200, 503).containsOnly(200, 503);
		assertThat(answers).allSatisfy((timed) -> assertThat(timed.took()).isLessThan(HANG));
		assertThat(answers).filteredOn((timed) -> timed.answer().status() == 503)
			.allSatisfy((timed) -> assertThat(timed.answer().header("Retry-After")).isNotEmpty());
	}

	/**
	 * An answer and how long it took.
	 */
	private record Timed(Answer answer, Duration took) {

	}

}
