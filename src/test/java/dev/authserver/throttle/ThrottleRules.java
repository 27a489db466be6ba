package dev.authserver.throttle;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import dev.authserver.testsupport.Api;
import dev.authserver.testsupport.Api.Answer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How many wrong passwords are put up with, on every database. The clients come from
 * addresses that a trusted proxy tells.
 */
@TestPropertySource(properties = { "LOGIN_THROTTLE=on", "TRUSTED_PROXIES=127.0.0.1", "LOGIN_MAX_WAIT=30s" })
abstract class ThrottleRules {

	private static final String PASSWORD = "correct horse battery";

	private static final AtomicInteger COUNTER = new AtomicInteger();

	@LocalServerPort
	private int port;

	@Autowired
	private JdbcClient jdbc;

	private Api api;

	private String email;

	@BeforeEach
	void createUser() {
		this.api = new Api(this.port);
		this.email = Api.email();
		String token = this.api.adminToken();
		assertThat(this.api.create(this.email, PASSWORD, Api.bearer(token)).status()).isEqualTo(201);
	}

	private static String address() {
		int number = COUNTER.incrementAndGet();
		return "10." + (number >> 16 & 255) + "." + (number >> 8 & 255) + "." + (number & 255);
	}

	private Answer login(String user, String password, String address) {
		return this.api.json("POST", "/token/", Map.of("email", user, "password", password), "X-Forwarded-For",
				address);
	}

	private Map<Integer, Long> wrongInParallel(int times, String address) throws Exception {
		return Api.inParallel(times, () -> login(this.email, "wrong", address).status())
			.stream()
			.collect(Collectors.groupingBy((status) -> status, Collectors.counting()));
	}

	@Test
	void loginWhenTriesAreUsedUpReturns429EvenForTheRightPassword() {
		String address = address();
		for (int i = 0; i < LoginThrottle.ACCOUNT_FROM_ADDRESS.burst(); i++) {
			assertThat(login(this.email, "wrong", address).status()).isEqualTo(401);
		}
		Answer refused = login(this.email, PASSWORD, address);
		assertThat(refused.status()).isEqualTo(429);
		assertThat(refused.text("detail")).isEqualTo("Too many wrong passwords, try again later");
		assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(1, 31);
		assertThat(refused.header("Cache-Control")).contains("no-store");
		assertThat(login(this.email, PASSWORD, address()).status()).isEqualTo(200);
	}

	@Test
	void loginWhenUserIsUnknownIsThrottledAlike() {
		String address = address();
		String known = IntStream.range(0, 12)
			.mapToObj((i) -> summary(login(this.email, "wrong", address)))
			.collect(Collectors.joining("\n"));
		String unknown = IntStream.range(0, 12)
			.mapToObj((i) -> summary(login("nobody-" + this.email, "wrong", address)))
			.collect(Collectors.joining("\n"));
		assertThat(unknown).isEqualTo(known);
	}

	private static String summary(Answer answer) {
		return answer.status() + " " + answer.headers().keySet().stream().sorted().toList() + " " + answer.body();
	}

	@Test
	void loginWhenWrongInParallelCountsEachTry() throws Exception {
		assertThat(wrongInParallel(30, address())).isEqualTo(Map.of(401, 10L, 429, 20L));
	}

	@Test
	void adminLoginWhenTokenRouteUsedTriesUpReturns429() throws Exception {
		String address = address();
		wrongInParallel(10, address);
		assertThat(this.api
			.form("/admin_token/", Map.of("username", " " + this.email.toUpperCase(), "password", "wrong"),
					"X-Forwarded-For", address)
			.status()).isEqualTo(429);
	}

	@Test
	void loginWhenPasswordIsRightCostsNothing() {
		String address = address();
		for (int i = 0; i < 15; i++) {
			assertThat(login(this.email, PASSWORD, address).status()).isEqualTo(200);
		}
	}

	@Test
	void loginWhenAccountIsAttackedFromEverywhereLetsOnlyItsOwnerIn() throws Exception {
		String home = address();
		assertThat(login(this.email, PASSWORD, home).status()).isEqualTo(200);
		Map<Integer, Long> statuses = Api.inParallel(35, () -> login(this.email, "wrong", address()).status())
			.stream()
			.collect(Collectors.groupingBy((status) -> status, Collectors.counting()));
		assertThat(statuses).isEqualTo(Map.of(401, 30L, 429, 5L));
		assertThat(login(this.email, PASSWORD, address()).status()).isEqualTo(429);
		assertThat(login(this.email, PASSWORD, home).status()).isEqualTo(200);
	}

	@Test
	void loginWhenAddressTriesManyAccountsReturns429() throws Exception {
		String address = address();
		Callable<Integer> wrong = () -> login("nobody-" + Api.email(), "wrong", address).status();
		long start = System.nanoTime();
		List<Integer> statuses = Api.inParallel(150, wrong);
		int givenBack = (int) ((System.nanoTime() - start) / LoginThrottle.ADDRESS.interval().toNanos()) + 1;
		int burst = LoginThrottle.ADDRESS.burst();
		assertThat(statuses).filteredOn((status) -> status == 401).hasSizeBetween(burst, burst + givenBack);
		assertThat(statuses).contains(429);
		assertThat(isRightPasswordRefused(wrong, address) || isRightPasswordRefused(wrong, address)).isTrue();
	}

	/**
	 * Seldom not, because a try is given back just then.
	 */
	private boolean isRightPasswordRefused(Callable<Integer> wrong, String address) throws Exception {
		while (wrong.call() != 429) {
			// uses up what has been given back meanwhile
		}
		return login(this.email, PASSWORD, address).status() == 429;
	}

	@Test
	void loginWhenAddressesShareAnIpv6NetworkCountsThemTogether() throws Exception {
		String network = "2001:db8:" + Integer.toHexString(COUNTER.incrementAndGet()) + ":1:";
		wrongInParallel(10, network + ":1");
		assertThat(login(this.email, "wrong", network + "ffff::2").status()).isEqualTo(429);
		assertThat(login(this.email, "wrong", network.replace(":1:", ":2:") + ":1").status()).isEqualTo(401);
	}

	@Test
	void takeWhenTimePassesGivesTriesBackAndForgets() {
		Rate rate = new Rate(3, Duration.ofSeconds(60));
		Instant start = Instant.parse("2020-01-01T00:00:00Z");
		String account = "account-" + COUNTER.incrementAndGet();
		SharedTries now = new SharedTries(rate, this.jdbc, Clock.fixed(start, ZoneOffset.UTC));
		assertThat(List.of(now.take(account), now.take(account), now.take(account))).containsOnly(0L);
		assertThat(now.take(account)).isEqualTo(60_000);
		now.giveBack(account);
		assertThat(now.take(account)).isZero();
		SharedTries later = new SharedTries(rate, this.jdbc,
				Clock.fixed(start.plus(Duration.ofSeconds(61)), ZoneOffset.UTC));
		assertThat(later.take(account)).isZero();
		assertThat(later.take(account)).isBetween(1L, 60_000L);
		later.clean();
		assertThat(rows(account)).isEqualTo(1);
		new SharedTries(rate, this.jdbc, Clock.fixed(start.plus(Duration.ofHours(1)), ZoneOffset.UTC)).clean();
		assertThat(rows(account)).isZero();
	}

	private int rows(String account) {
		return this.jdbc.sql("select count(*) from login_tries where account = ?")
			.param(account)
			.query(Integer.class)
			.single();
	}

	@Test
	void originWhenNotSeenForLongIsForgotten() {
		Instant start = Instant.parse("2020-01-01T00:00:00Z");
		String origin = "origin-" + COUNTER.incrementAndGet();
		LoginOrigins then = new LoginOrigins(this.jdbc, Clock.fixed(start, ZoneOffset.UTC));
		assertThat(then.isKnown(origin)).isFalse();
		then.remember(origin);
		then.remember(origin);
		assertThat(then.isKnown(origin)).isTrue();
		LoginOrigins later = new LoginOrigins(this.jdbc, Clock.fixed(start.plus(Duration.ofDays(31)), ZoneOffset.UTC));
		assertThat(later.isKnown(origin)).isFalse();
		later.clean();
		assertThat(then.isKnown(origin)).isFalse();
	}

}
