package dev.authserver.storage;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import dev.authserver.testsupport.Api;
import dev.authserver.testsupport.Api.Answer;
import dev.authserver.testsupport.ServerProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A disk without space, as a process sees it whose files may not grow.
 */
@Execution(ExecutionMode.CONCURRENT)
class DiskFullTests {

	private static final String[] SMALL_FILES = { "bash", "-c", "ulimit -f 600 && exec \"$@\"", "bash" };

	@TempDir
	private Path folder;

	@Test
	void writeWhenDiskIsFullIsRefusedAndNothingIsLost() {
		Map<String, String> settings = ServerProcess.settings(this.folder);
		migrate(settings);
		List<String> acknowledged = new ArrayList<>();
		try (ServerProcess server = ServerProcess.start(settings, SMALL_FILES)) {
			Answer refused = writeUntilRefused(server.api(), acknowledged);
			assertThat(refused.status()).isEqualTo(503);
			assertThat(refused.header("Retry-After")).isNotEmpty();
			assertThat(server.output()).contains("The database is not available").contains("File too large");
		}
		assertThat(acknowledged).isNotEmpty();
		try (ServerProcess server = ServerProcess.start(settings)) {
			assertThat(acknowledged).allMatch((email) -> server.api().get(Api.query(email)).status() == 200);
			assertThat(server.api()
				.create(Api.email(), "correct horse battery", Api.bearer(server.api().adminToken()))
				.status()).isEqualTo(201);
		}
	}

	/**
	 * Leaves a small file, however much room the migrations take until the stop.
	 */
	private static void migrate(Map<String, String> settings) {
		try (ServerProcess server = ServerProcess.start(settings)) {
			server.stop();
		}
	}

	private static Answer writeUntilRefused(Api api, List<String> acknowledged) {
		String[] admin = Api.bearer(api.adminToken());
		while (true) {
			String email = Api.email();
			Answer answer = api.create(email, "correct horse battery", admin);
			if (answer.status() != 201) {
				return answer;
			}
			acknowledged.add(email);
		}
	}

}
