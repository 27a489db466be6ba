package dev.authserver.connection;

import java.net.ConnectException;
import java.net.Socket;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import dev.authserver.testsupport.Api;
import dev.authserver.testsupport.ServerProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * A server that is told to stop.
 */
@Execution(ExecutionMode.CONCURRENT)
class StopTests {

	@TempDir
	private Path folder;

	@Test
	void stopWhenLoginsAreInFlightAnswersThemAll() throws Exception {
		Map<String, String> settings = ServerProcess.settings(this.folder);
		settings.put("LOGIN_MAX_WAIT", "60s");
		try (ServerProcess server = ServerProcess.start(settings)) {
			Api api = server.api();
			ExecutorService clients = Executors.newCachedThreadPool();
			List<Future<Integer>> logins = IntStream.range(0, 8)
				.mapToObj((i) -> clients.submit(() -> api.login(Api.ADMIN, Api.ADMIN_PASSWORD).status()))
				.toList();
			while (logins.stream().noneMatch(Future::isDone)) {
				// once one has its answer, the others have long arrived and wait for
				// their hashes
				TimeUnit.MILLISECONDS.sleep(2);
			}
			assertThat(logins).anyMatch((login) -> !login.isDone());
			Future<Integer> exit = clients.submit(server::stop);
			for (Future<Integer> login : logins) {
				assertThat(login.get()).isEqualTo(200);
			}
			assertThat(exit.get(15, TimeUnit.SECONDS)).isIn(0, 143);
			assertThatExceptionOfType(ConnectException.class)
				.isThrownBy(() -> new Socket("127.0.0.1", server.port()).close());
			clients.shutdown();
		}
		assertThat(storedLogins()).isEqualTo(8);
	}

	/**
	 * How many logins the trail of events holds, of which the last ones happened during
	 * the stop.
	 */
	private int storedLogins() throws SQLException {
		try (Connection database = DriverManager.getConnection("jdbc:h2:file:" + this.folder.resolve("auth"), "sa", "");
				Statement statement = database.createStatement();
				ResultSet logins = statement
					.executeQuery("select count(*) from events where kind = 'authn_login_success'")) {
			logins.next();
			return logins.getInt(1);
		}
	}

}
