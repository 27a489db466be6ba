package dev.authserver.start;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import dev.authserver.testsupport.Api;
import dev.authserver.testsupport.Api.Answer;
import dev.authserver.testsupport.ServerProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a server tells those who run it, from its start to its stop, in JSON.
 */
@Execution(ExecutionMode.CONCURRENT)
class OperatorTests {

	private static final JsonMapper JSON = JsonMapper.builder().build();

	@TempDir
	private Path folder;

	@Test
	void serverWhenItsLogIsJsonTellsEachStepInFields() {
		Map<String, String> settings = ServerProcess.settings(this.folder);
		settings.put("LOG_FORMAT", "json");
		settings.put("ACCES_TOKEN_SECRET", "a misspelt s3cret");
		settings.put("ADMIN_PASSWORD", "the first s3cret");
		settings.put("TRUSTED_PROXIES", "127.0.0.1");
		try (ServerProcess server = ServerProcess.start(settings)) {
			Answer wrong = server.api()
				.json("POST", "/token/", Map.of("email", Api.ADMIN, "password", "wrong"), "X-Request-Id",
						"of.the-Proxy_1");
			assertThat(wrong.header("X-Request-Id")).isEqualTo("of.the-Proxy_1");
			server.awaitOutput("Settings other than");
			assertThat(server.stop()).isIn(0, 143);
			List<JsonNode> lines = server.output().lines().map(JSON::readTree).toList();
			assertSays(lines, "INFO", "Serving at http://localhost:" + server.port()
					+ ", described at http://localhost:" + server.port() + "/docs");
			assertSays(lines, "INFO",
					"The data is in the embedded database " + this.folder.resolve("auth.mv.db") + ", with 1 user");
			assertSays(lines, "INFO",
					"Settings other than their defaults: ACCESS_TOKEN_SECRET, ADMIN_PASSWORD, ARGON2_MEMORY=7168, ARGON2_PASSES=5, DATA_DIR="
							+ this.folder + ", LOG_FORMAT=json, REFRESH_TOKEN_SECRET, SERVER_PORT=0"
							+ ", TRUSTED_PROXIES=127.0.0.1");
			assertSays(lines, "WARN", "ACCES_TOKEN_SECRET is set, which is no setting of this server: "
					+ "ACCESS_TOKEN_SECRET may be meant.");
			assertSays(lines, "INFO", "Stopping: requests under way have up to 10s to end");
			assertThat(lines.get(lines.size() - 1).path("message").asString()).isEqualTo("Stopped");
			assertThat(server.output()).doesNotContain("s3cret");
			assertEvent(lines);
		}
	}

	private static void assertSays(List<JsonNode> lines, String level, String message) {
		assertThat(lines).anySatisfy((line) -> {
			assertThat(line.path("message").asString()).isEqualTo(message);
			assertThat(line.at("/log/level").asString()).isEqualTo(level);
		});
	}

	private static void assertEvent(List<JsonNode> lines) {
		assertThat(lines).filteredOn((line) -> line.at("/event/action").asString("").equals("authn_login_fail"))
			.singleElement()
			.satisfies((line) -> {
				assertThat(line.at("/user/id").asLong()).isEqualTo(1);
				assertThat(line.at("/client/ip").asString()).isEqualTo("127.0.0.1");
				assertThat(line.at("/http/request/method").asString()).isEqualTo("POST");
				assertThat(line.at("/url/path").asString()).isEqualTo("/token");
				assertThat(line.path("request_id").asString()).isEqualTo("of.the-Proxy_1");
			});
	}

}
