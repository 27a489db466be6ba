package dev.authserver.throttle;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import dev.authserver.testsupport.Api;
import dev.authserver.testsupport.Api.Answer;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How many wrong passwords are put up with, on every database.
 */
abstract class ThrottleRules extends ThrottledApi {

	private static final AtomicInteger NETWORKS = new AtomicInteger(16);

	private Map<Integer, Long> wrongInParallel(int times, String address) throws Exception {
		return Api.inParallel(times, () -> login(this.email, "wrong", address).status())
			.stream()
			.collect(Collectors.groupingBy((status) -> status, Collectors.counting()));
	}

	@Test
	void loginWhenTriesAreUsedUpReturns429EvenForTheRightPassword() {
		String address = address();
		for (int i = 0; i < LoginLimits.ACCOUNT_FROM_ADDRESS.burst(); i++) {
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

	@Test
	void liftWhenTriesAreUsedUpGivesThemAllBack() throws Exception {
		String address = address();
		wrongInParallel(LoginLimits.ACCOUNT_FROM_ADDRESS.burst(), address);
		Api.inParallel(35, () -> login(this.email, "wrong", address()).status());
		assertThat(login(this.email, PASSWORD, address).status()).isEqualTo(429);
		assertThat(login(this.email, PASSWORD, address()).status()).isEqualTo(429);
		assertThat(lift(this.email.toUpperCase())).isEqualTo(204);
		for (int round = 0; round < 2; round++) {
			assertThat(wrongInParallel(LoginLimits.ACCOUNT_FROM_ADDRESS.burst(), address)).containsOnlyKeys(401);
			assertThat(login(this.email, PASSWORD, address).status()).isEqualTo(429);
			assertThat(login(this.email, PASSWORD, address()).status()).isEqualTo(200);
			assertThat(lift(this.email)).isEqualTo(204);
		}
		assertThat(login(this.email, PASSWORD, address).status()).isEqualTo(200);
	}

	@Test
	void liftWhenUserIsUnknownReturns404() {
		assertThat(lift("nobody-" + this.email)).isEqualTo(404);
	}

	private int lift(String user) {
		return this.api.send("DELETE", "/user/throttle/?email=" + Api.encode(user), Api.bearer(this.api.adminToken()))
			.status();
	}

	private static String summary(Answer answer) {
		return answer.status() + " " + answer.headers().keySet().stream().sorted().toList() + " "
				+ answer.bodyWithoutId();
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
		int givenBack = (int) ((System.nanoTime() - start) / LoginLimits.ADDRESS.interval().toNanos()) + 1;
		int burst = LoginLimits.ADDRESS.burst();
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
		String network = "2001:db8:" + Integer.toHexString(NETWORKS.incrementAndGet()) + ":1:";
		wrongInParallel(10, network + ":1");
		assertThat(login(this.email, "wrong", network + "ffff::2").status()).isEqualTo(429);
		assertThat(login(this.email, "wrong", network.replace(":1:", ":2:") + ":1").status()).isEqualTo(401);
	}

	@Test
	void overviewWhenTriesAreUsedUpNamesTheAccount() throws Exception {
		wrongInParallel(9, address());
		assertThat(throttled()).doesNotContain(this.email);
		wrongInParallel(3, address());
		login("nobody-" + this.email, "wrong", address());
		assertThat(throttled()).contains(this.email).doesNotContain("nobody-" + this.email);
		wrongInParallel(30, address());
		assertThat(this.api
			.get("/events/?kind=authn_login_fail_max&user=" + Api.encode(this.email), Api.bearer(this.api.adminToken()))
			.json()).isNotEmpty();
		this.api.send("DELETE", Api.query(this.email), Api.bearer(this.api.adminToken()));
		assertThat(throttled()).doesNotContain(this.email);
	}

	private List<String> throttled() {
		JsonNode throttled = this.api.get("/overview/", Api.bearer(this.api.adminToken())).json().path("throttled");
		assertThat(throttled.path("count").asInt()).isEqualTo(throttled.path("accounts").size());
		return throttled.path("accounts").valueStream().map((account) -> account.path("email").asString()).toList();
	}

	@Test
	void loginWhenOneAddressPollsTheAccountLetsItsOwnerInElsewhere() {
		String stranger = address();
		List<Integer> statuses = IntStream.range(0, 60)
			.mapToObj((i) -> login(this.email, "wrong", stranger).status())
			.toList();
		assertThat(statuses).containsOnly(401, 429);
		assertThat(login(this.email, PASSWORD, address()).status()).isEqualTo(200);
	}

	@Test
	void introspectWhenSecretIsGuessedReturns429ButTakesTheRightOne() {
		String address = address();
		for (int i = 0; i < LoginLimits.ACCOUNT_FROM_ADDRESS.burst(); i++) {
			assertThat(introspect("wrong " + i, address).status()).isEqualTo(401);
		}
		Answer refused = introspect("wrong", address);
		assertThat(refused.status()).isEqualTo(429);
		assertThat(refused.header("Content-Type")).isEqualTo("application/problem+json");
		assertThat(refused.header("Retry-After")).isNotEmpty();
		assertThat(introspect(CLIENT_SECRET, address).status()).isEqualTo(200);
	}

	private Answer introspect(String secret, String address) {
		String basic = Base64.getEncoder().encodeToString(("orders:" + secret).getBytes(StandardCharsets.UTF_8));
		return this.api.form("/introspect/", Map.of("token", "x"), "X-Forwarded-For", address, "Authorization",
				"Basic " + basic);
	}

	@Test
	void grantWhenTriesAreUsedUpReturnsAProblem() {
		String address = address();
		Map<String, String> form = Map.of("grant_type", "password", "username", this.email, "password", "wrong");
		for (int i = 0; i < LoginLimits.ACCOUNT_FROM_ADDRESS.burst(); i++) {
			assertThat(this.api.form("/token/", form, "X-Forwarded-For", address).status()).isEqualTo(400);
		}
		Answer refused = this.api.form("/token/", form, "X-Forwarded-For", address);
		assertThat(refused.status()).isEqualTo(429);
		assertThat(refused.text("type")).isEqualTo("/problems/throttled");
	}

}
