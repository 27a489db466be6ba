package dev.authserver.throttle;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import dev.authserver.testsupport.Api;
import dev.authserver.testsupport.PostgresTest;
import dev.authserver.testsupport.ServerProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Two servers on one PostgreSQL count the tries of an account together, and a start
 * forgets none.
 */
@Execution(ExecutionMode.CONCURRENT)
class TwoServersTests {

	private static final String PASSWORD = "correct horse battery";

	@TempDir
	private Path folder;

	private int addresses;

	@Test
	void loginWhenTriesAreUsedUpOnOneServerIsRefusedByAll() throws Exception {
		Map<String, String> settings = ServerProcess.settings(this.folder);
		settings.putAll(PostgresTest.Database.create("two_servers"));
		settings.put("TRUSTED_PROXIES", "127.0.0.1");
		String email = Api.email();
		try (ServerProcess first = ServerProcess.start(settings)) {
			first.api().create(email, PASSWORD, Api.bearer(first.api().adminToken()));
			assertThat(login(first, email, PASSWORD, "192.0.2.1")).isEqualTo(200);
			try (ServerProcess second = ServerProcess.start(settings)) {
				for (int i = 0; i < LoginLimits.ACCOUNT.burst(); i++) {
					assertThat(login((i % 2 != 0) ? first : second, email, "wrong", address())).isEqualTo(401);
				}
				letNoneComeBackSoon(settings);
				assertThat(login(first, email, PASSWORD, address())).isEqualTo(429);
				assertThat(login(second, email, PASSWORD, address())).isEqualTo(429);
				assertThat(login(second, email, PASSWORD, "192.0.2.1")).isEqualTo(200);
				assertThat(isLiftedByTheOther(first, second, Api.email())).isTrue();
			}
		}
		try (ServerProcess third = ServerProcess.start(settings)) {
			assertThat(login(third, email, PASSWORD, address())).isEqualTo(429);
			assertThat(login(third, email, PASSWORD, "192.0.2.1")).isEqualTo(200);
		}
	}

	@Test
	void loginWhenInParallelOnTwoServersRefusesNoRightPasswordAndCountsTheWrongOnes() throws Exception {
		Map<String, String> settings = ServerProcess.settings(this.folder);
		settings.putAll(PostgresTest.Database.create("two_servers_at_once"));
		settings.put("TRUSTED_PROXIES", "127.0.0.1");
		settings.put("LOGIN_MAX_WAIT", "30s");
		String email = Api.email();
		try (ServerProcess first = ServerProcess.start(settings);
				ServerProcess second = ServerProcess.start(settings)) {
			first.api().create(email, PASSWORD, Api.bearer(first.api().adminToken()));
			AtomicInteger turn = new AtomicInteger();
			List<Integer> right = Api.inParallel(60,
					() -> login((turn.getAndIncrement() % 2 != 0) ? first : second, email, PASSWORD, "192.0.2.1"));
			assertThat(right).containsOnly(200);
			long start = System.nanoTime();
			List<Integer> wrong = Api.inParallel(60, () -> {
				int number = turn.getAndIncrement();
				return login((number % 2 != 0) ? first : second, email, "wrong", "198.51.100." + number);
			});
			assertThat(wrong).containsOnly(401, 429)
				.filteredOn((status) -> status == 401)
				.hasSizeBetween(LoginLimits.ACCOUNT.burst(), LoginLimits.ACCOUNT.burst() + minutesSince(start));
		}
	}

	/**
	 * Whether a server forgives what only it has counted, because another was told to.
	 */
	private static boolean isLiftedByTheOther(ServerProcess told, ServerProcess other, String email)
			throws InterruptedException {
		String[] admin = Api.bearer(told.api().adminToken());
		told.api().create(email, PASSWORD, admin);
		for (int i = 0; i < LoginLimits.ACCOUNT_FROM_ADDRESS.burst(); i++) {
			login(other, email, "wrong", "192.0.2.2");
		}
		assertThat(login(other, email, PASSWORD, "192.0.2.2")).isEqualTo(429);
		assertThat(told.api().send("DELETE", "/user/throttle/?email=" + Api.encode(email), admin).status())
			.isEqualTo(204);
		for (int i = 0; i < 20; i++) {
			if (login(other, email, PASSWORD, "192.0.2.2") == 200) {
				return true;
			}
			TimeUnit.MILLISECONDS.sleep(200);
		}
		return false;
	}

	private static int minutesSince(long start) {
		return (int) ((System.nanoTime() - start) / LoginLimits.ACCOUNT.interval().toNanos());
	}

	/**
	 * However long the machine takes for the rest.
	 */
	private static void letNoneComeBackSoon(Map<String, String> settings) {
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
