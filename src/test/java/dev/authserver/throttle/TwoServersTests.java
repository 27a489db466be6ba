package dev.authserver.throttle;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import dev.authserver.testsupport.Api;
import dev.authserver.testsupport.PostgresTest;
import dev.authserver.testsupport.ServerProcess;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Two servers on one PostgreSQL count the tries of an account together, and a start
 * forgets none.
 */
@Execution(ExecutionMode.CONCURRENT)
class TwoServersTests {

	private static final String PASSWORD = "correct horse battery";

	@TempDir
	private static Path folder;

	private static Map<String, String> settings;

	private static ServerProcess first;

	private static ServerProcess second;

	private int addresses;

	@BeforeAll
	static void start() {
		settings = ServerProcess.settings(folder);
		settings.putAll(PostgresTest.Database.create("two_servers"));
		settings.put("TRUSTED_PROXIES", "127.0.0.1");
		settings.put("LOGIN_MAX_WAIT", "30s");
		first = ServerProcess.start(settings);
		second = ServerProcess.start(settings);
	}

	@AfterAll
	static void stop() {
		first.close();
		second.close();
	}

	@Test
	void loginWhenTriesAreUsedUpOnOneServerIsRefusedByAll() {
		String email = create();
		assertThat(login(first, email, PASSWORD, "192.0.2.1")).isEqualTo(200);
		for (int i = 0; i < LoginLimits.ACCOUNT.burst(); i++) {
			assertThat(login((i % 2 != 0) ? first : second, email, "wrong", address())).isEqualTo(401);
		}
		letNoneComeBackSoon();
		assertThat(login(first, email, PASSWORD, address())).isEqualTo(429);
		assertThat(login(second, email, PASSWORD, address())).isEqualTo(429);
		assertThat(login(second, email, PASSWORD, "192.0.2.1")).isEqualTo(200);
		try (ServerProcess third = ServerProcess.start(settings)) {
			assertThat(login(third, email, PASSWORD, address())).isEqualTo(429);
			assertThat(login(third, email, PASSWORD, "192.0.2.1")).isEqualTo(200);
		}
	}

	@Test
	void loginWhenInParallelOnTwoServersRefusesNoRightPasswordAndCountsTheWrongOnes() throws Exception {
		String email = create();
		AtomicInteger turn = new AtomicInteger();
		List<Integer> right = Api.inParallel(30,
				() -> login((turn.getAndIncrement() % 2 != 0) ? first : second, email, PASSWORD, "192.0.2.1"));
		assertThat(right).containsOnly(200);
		long start = System.nanoTime();
		List<Integer> wrong = Api.inParallel(40, () -> {
			int number = turn.getAndIncrement();
			return login((number % 2 != 0) ? first : second, email, "wrong", "198.51.100." + (100 + number));
		});
		assertThat(wrong).containsOnly(401, 429)
			.filteredOn((status) -> status == 401)
			.hasSizeBetween(LoginLimits.ACCOUNT.burst(), LoginLimits.ACCOUNT.burst() + minutesSince(start));
	}

	/**
	 * One server is told to, and forgives what only the other has counted.
	 */
	@Test
	void liftOnOneServerFreesTheAccountOnAll() {
		String email = create();
		for (int i = 0; i < LoginLimits.ACCOUNT_FROM_ADDRESS.burst(); i++) {
			login(second, email, "wrong", "192.0.2.2");
		}
		assertThat(login(second, email, PASSWORD, "192.0.2.2")).isEqualTo(429);
		Api told = first.api();
		assertThat(told.send("DELETE", "/user/throttle/?email=" + Api.encode(email), Api.bearer(told.adminToken()))
			.status()).isEqualTo(204);
		await().until(() -> login(second, email, PASSWORD, "192.0.2.2") == 200);
	}

	private static String create() {
		String email = Api.email();
		first.api().create(email, PASSWORD, Api.bearer(first.api().adminToken()));
		return email;
	}

	private static int minutesSince(long start) {
		return (int) ((System.nanoTime() - start) / LoginLimits.ACCOUNT.interval().toNanos());
	}

	/**
	 * However long the machine takes for the rest.
	 */
	private static void letNoneComeBackSoon() {
		new JdbcTemplate(
				new DriverManagerDataSource(settings.get("DATABASE_URL"), settings.get("DATABASE_USERNAME"), ""))
			.update("update login_tries set restored_at = restored_at + 3600000");
	}

	private String address() {
		return "198.51.100." + ++this.addresses;
	}

	private static int login(ServerProcess server, String email, String password, String address) {
		return server.api()
			.json("POST", "/token/", Map.of("email", email, "password", password), "X-Forwarded-For", address)
			.status();
	}

}
