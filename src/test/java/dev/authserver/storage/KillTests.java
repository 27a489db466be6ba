package dev.authserver.storage;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

import dev.authserver.testsupport.Api;
import dev.authserver.testsupport.ServerProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What has been acknowledged outlives the process.
 */
@Execution(ExecutionMode.CONCURRENT)
class KillTests {

	private static final int WRITERS = 4;

	private static final int WRITES = 60;

	private static final int KILLS = 2;

	@TempDir
	private Path folder;

	@Test
	void killWhenUnderWriteLoadLosesNothingAcknowledged() throws Exception {
		Map<String, String> settings = ServerProcess.settings(this.folder);
		Queue<String> acknowledged = new ConcurrentLinkedQueue<>();
		for (int round = 0; round < KILLS; round++) {
			try (ServerProcess server = ServerProcess.start(settings)) {
				writeUntilKilled(server, acknowledged);
			}
			assertThat(acknowledged).hasSizeGreaterThanOrEqualTo((round + 1) * WRITES);
		}
		try (ServerProcess server = ServerProcess.start(settings)) {
			Api api = server.api();
			assertThat(acknowledged).allMatch((email) -> api.get(Api.query(email)).status() == 200);
			assertThat(api.adminLogin(Api.ADMIN, Api.ADMIN_PASSWORD).status()).isEqualTo(200);
		}
	}

	private static void writeUntilKilled(ServerProcess server, Queue<String> acknowledged) throws Exception {
		Api api = server.api();
		String[] admin = Api.bearer(api.adminToken());
		ExecutorService writers = Executors.newFixedThreadPool(WRITERS);
		for (int i = 0; i < WRITERS; i++) {
			writers.submit(() -> write(api, admin, acknowledged));
		}
		int enough = acknowledged.size() + WRITES;
		long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
		while (acknowledged.size() < enough && System.nanoTime() < deadline) {
			TimeUnit.MILLISECONDS.sleep(5);
		}
		server.kill();
		writers.shutdown();
		assertThat(writers.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
	}

	private static void write(Api api, String[] admin, Queue<String> acknowledged) {
		try {
			while (true) {
				String email = Api.email();
				if (api.create(email, "correct horse battery", admin).status() == 201) {
					acknowledged.add(email);
				}
			}
		}
		catch (UncheckedIOException ex) {
			// the server is dead, as planned
			return;
		}
	}

	@Test
	void stopWhenStartedAgainFindsEverythingAndSeedsNothing() throws Exception {
		Map<String, String> settings = ServerProcess.settings(this.folder);
		String refreshToken;
		String email = Api.email();
		try (ServerProcess server = ServerProcess.start(settings)) {
			Api api = server.api();
			assertThat(server.output()).contains("Created the admin");
			server.awaitOutput("still has the default password");
			String[] admin = Api.bearer(api.adminToken());
			api.create(email, "correct horse battery", admin);
			refreshToken = api.login(email, "correct horse battery").text("refresh_token");
			api.json("PUT", Api.query(Api.ADMIN), Map.of("password", "a better password"), admin);
			assertThat(server.stop()).isIn(0, 143);
		}
		try (ServerProcess server = ServerProcess.start(settings)) {
			assertThat(server.output()).doesNotContain("Created the admin");
			assertThat(server.api().refresh(refreshToken).status()).isEqualTo(200);
			assertThat(server.api().adminLogin(Api.ADMIN, Api.ADMIN_PASSWORD).status()).isEqualTo(401);
			assertThat(server.api().adminLogin(Api.ADMIN, "a better password").status()).isEqualTo(200);
			// longer than the warning takes to come
			TimeUnit.SECONDS.sleep(7);
			assertThat(server.output()).doesNotContain("default password");
		}
	}

}
