package dev.authserver.session;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import dev.authserver.testsupport.Api;
import dev.authserver.testsupport.Api.Answer;
import dev.authserver.testsupport.PostgresTest;
import dev.authserver.testsupport.ServerProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Two servers on one PostgreSQL, which rotate the same refresh tokens.
 */
@Execution(ExecutionMode.CONCURRENT)
class TwoServersSessionTests {

	private static final String PASSWORD = "correct horse battery";

	@TempDir
	private Path folder;

	@Test
	void refreshWhenInParallelOnBothLeavesOneLineage() throws Exception {
		Map<String, String> settings = ServerProcess.settings(this.folder);
		settings.putAll(PostgresTest.Database.create("two_servers_sessions"));
		settings.put("REFRESH_TOKEN_ROTATION", "on");
		String current;
		try (ServerProcess first = ServerProcess.start(settings);
				ServerProcess second = ServerProcess.start(settings)) {
			Api one = first.api();
			Api two = second.api();
			String email = Api.email();
			one.create(email, PASSWORD, Api.bearer(one.adminToken()));
			current = one.login(email, PASSWORD).text("refresh_token");
			for (int round = 0; round < 3; round++) {
				String token = current;
				AtomicInteger turn = new AtomicInteger();
				List<Answer> answers = Api.inParallel(20,
						() -> ((turn.getAndIncrement() % 2 != 0) ? one : two).refresh(token));
				assertThat(answers).allMatch((answer) -> answer.status() == 200);
				current = answers.get(0).text("refresh_token");
				assertThat(answers).extracting((answer) -> answer.text("refresh_token")).containsOnly(current);
			}
			String[] access = Api.bearer(two.refresh(current).text("access_token"));
			assertThat(two.get("/me/sessions", access).json()).hasSize(1);
			current = two.refresh(current).text("refresh_token");
		}
		try (ServerProcess third = ServerProcess.start(settings)) {
			Answer refreshed = third.api().refresh(current);
			assertThat(refreshed.status()).isEqualTo(200);
			String[] access = Api.bearer(refreshed.text("access_token"));
			third.api().json("POST", "/logout", Map.of("refresh_token", refreshed.text("refresh_token")));
			assertThat(third.api().get("/me", access).status()).isEqualTo(401);
		}
	}

}
