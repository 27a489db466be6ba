package dev.authserver.storage;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;

import dev.authserver.testsupport.Api;
import dev.authserver.testsupport.Api.Answer;
import dev.authserver.testsupport.ServerProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * That look-ups leave a connection to those who change something.
 */
@Execution(ExecutionMode.CONCURRENT)
class FewConnectionsTests {

	private static final String PASSWORD = "correct horse battery";

	/**
	 * A busy machine may take longer than a request waits for a connection by default;
	 * requests that wait for each other's connections would still fail.
	 */
	private static final List<String> PATIENT = List.of("-Xmx84m", "-Dauth.storage.connection-wait=20000");

	@TempDir
	private Path folder;

	@Test
	void requestWhenConnectionsAreFewIsAnsweredWhateverOthersAsk() throws Exception {
		Map<String, String> settings = ServerProcess.settings(this.folder);
		settings.put("DATABASE_CONNECTIONS", "2");
		settings.put("LOGIN_MAX_WAIT", "60s");
		try (ServerProcess server = ServerProcess.start(settings, PATIENT)) {
			Api api = server.api();
			String[] admin = Api.bearer(api.adminToken());
			String email = Api.email();
			api.create(email, PASSWORD, admin);
			String refreshToken = api.login(email, PASSWORD).text("refresh_token");
			List<Supplier<Answer>> requests = List.of(() -> api.get(Api.query(email)), () -> api.refresh(refreshToken),
					() -> api.login(Api.ADMIN, "admin"), () -> api.get("/me/", admin),
					() -> api.json("PUT", Api.query(email), Map.of("is_admin", false), admin));
			List<Future<Answer>> answers = new ArrayList<>();
			ExecutorService clients = Executors.newFixedThreadPool(10);
			for (int i = 0; i < 100; i++) {
				answers.add(clients.submit(requests.get(i % requests.size())::get));
			}
			for (Future<Answer> answer : answers) {
				assertThat(answer.get().status()).as(server.output()).isEqualTo(200);
			}
			clients.shutdown();
		}
	}

}
