package dev.authserver.key;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

import dev.authserver.AuthServerApplication;
import dev.authserver.testsupport.Api;
import dev.authserver.testsupport.Api.Answer;
import dev.authserver.testsupport.PostgresTest;
import dev.authserver.testsupport.ServerProcess;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Two servers on one PostgreSQL whose secrets and keys turn one after the other, while
 * clients renew their sessions on both.
 */
class TurningTests {

	private static final String PASSWORD = "correct horse battery";

	private static final String OLD = "an old secret of more than 32 bytes!";

	private static final String NEW = "a new secret of more than 32 bytes!!";

	private static final int CLIENTS = 3;

	/**
	 * Leaves processors for the servers that start.
	 */
	private static final int PAUSE_MILLIS = 50;

	@TempDir
	private Path folder;

	private final List<ConfigurableApplicationContext> started = new ArrayList<>();

	private final AtomicInteger rounds = new AtomicInteger();

	private final AtomicBoolean done = new AtomicBoolean();

	/**
	 * A round of a client reads the servers that run, and finishes before that changes.
	 */
	private final ReadWriteLock change = new ReentrantReadWriteLock(true);

	private volatile List<Api> running = List.of();

	@AfterEach
	void stopAll() {
		this.started.forEach(ConfigurableApplicationContext::close);
	}

	private ConfigurableApplicationContext start(Map<String, String> database, SigningAlgorithm algorithm,
			String current, String previous) {
		Map<String, String> settings = new HashMap<>(ServerProcess.settings(this.folder));
		settings.putAll(database);
		settings.putAll(Map.of("ACCESS_TOKEN_ALGORITHM", algorithm.joseName(), "SERVER_PORT", "0",
				"REFRESH_TOKEN_ROTATION", "on", "ACCESS_TOKEN_SECRET", current, "REFRESH_TOKEN_SECRET", current + "r",
				"ACCESS_TOKEN_SECRET_PREVIOUS", previous, "REFRESH_TOKEN_SECRET_PREVIOUS", previous + "r"));
		String[] arguments = settings.entrySet()
			.stream()
			.map((setting) -> "--" + setting.getKey() + "=" + setting.getValue())
			.toArray(String[]::new);
		ConfigurableApplicationContext server = SpringApplication.run(AuthServerApplication.class, arguments);
		this.started.add(server);
		return server;
	}

	private static Api api(ConfigurableApplicationContext server) {
		return new Api(server.getEnvironment().getRequiredProperty("local.server.port", Integer.class));
	}

	/**
	 * Lets these servers take all requests from now on, and waits until each client has
	 * used them.
	 */
	private void run(Api... servers) throws InterruptedException {
		this.change.writeLock().lock();
		try {
			this.running = List.of(servers);
		}
		finally {
			this.change.writeLock().unlock();
		}
		int enough = this.rounds.get() + 4 * CLIENTS;
		while (this.rounds.get() < enough && !this.done.get()) {
			Thread.sleep(20);
		}
	}

	/**
	 * Renews a session until the end, each time on both servers with the same token.
	 */
	private String renew(String token) throws InterruptedException {
		String current = token;
		try {
			while (!this.done.get()) {
				this.change.readLock().lock();
				try {
					current = round(this.running.get(0), this.running.get(this.running.size() - 1), current);
				}
				finally {
					this.change.readLock().unlock();
				}
				this.rounds.incrementAndGet();
				Thread.sleep(PAUSE_MILLIS);
			}
			return current;
		}
		finally {
			this.done.set(true);
		}
	}

	private static String round(Api one, Api other, String token) {
		Answer first = one.refresh(token);
		Answer again = other.refresh(token);
		assertThat(List.of(first.status(), again.status())).as(first.body() + again.body()).containsOnly(200);
		assertThat(again.text("refresh_token")).isEqualTo(first.text("refresh_token"));
		assertThat(other.get("/me/", Api.bearer(first.text("access_token"))).status()).isEqualTo(200);
		assertThat(one.get("/me/", Api.bearer(again.text("access_token"))).status()).isEqualTo(200);
		return first.text("refresh_token");
	}

	private static List<String> kids(Api api) {
		return api.get("/.well-known/jwks.json")
			.json()
			.path("keys")
			.valueStream()
			.map((key) -> key.path("kid").asString())
			.toList();
	}

	@ParameterizedTest
	@EnumSource(names = { "HS256", "ES256" })
	void turnWhenUnderLoadRefusesNothing(SigningAlgorithm algorithm) throws Exception {
		Map<String, String> database = PostgresTest.Database.create("turning_" + algorithm.name().toLowerCase());
		ConfigurableApplicationContext first = start(database, algorithm, OLD, NEW);
		ConfigurableApplicationContext second = start(database, algorithm, OLD, NEW);
		Api one = api(first);
		Api two = api(second);
		String email = Api.email();
		one.create(email, PASSWORD, Api.bearer(one.adminToken()));
		String held = one.login(email, PASSWORD).text("access_token");
		this.running = List.of(one, two);
		ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
		List<Future<String>> sessions = new ArrayList<>();
		for (int i = 0; i < CLIENTS; i++) {
			String token = two.login(email, PASSWORD).text("refresh_token");
			sessions.add(clients.submit(() -> renew(token)));
		}
		run(one, two);
		if (!algorithm.isShared()) {
			String kid = one.send("POST", "/keys/rotate/", Api.bearer(two.adminToken())).text("kid");
			run(two, one);
			assertThat(kids(one)).hasSize(2).startsWith(kid);
		}
		List<String> kids = kids(one);
		run(two);
		first.close();
		Api three = api(start(database, algorithm, NEW, OLD));
		run(two, three);
		run(three);
		second.close();
		assertThat(kids(three)).isEqualTo(kids);
		assertThat(three.get("/me/", Api.bearer(held)).status()).isEqualTo(200);
		this.done.set(true);
		for (Future<String> session : sessions) {
			assertThat(three.refresh(session.get()).status()).isEqualTo(200);
		}
		clients.shutdown();
	}

}
