package dev.authserver.user;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import dev.authserver.testsupport.Api;
import dev.authserver.testsupport.Api.Answer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What holds for users on every database.
 */
abstract class UserRules {

	private static final String PASSWORD = "correct horse battery";

	@LocalServerPort
	private int port;

	@Autowired
	private JdbcClient jdbc;

	private Api api;

	private String[] admin;

	@BeforeEach
	void logIn() {
		this.api = new Api(this.port);
		this.admin = Api.bearer(this.api.adminToken());
	}

	private String create() {
		String email = Api.email();
		assertThat(this.api.create(email, PASSWORD, this.admin).status()).isEqualTo(201);
		return email;
	}

	private Answer update(String email, Map<String, ?> change) {
		return this.api.json("PUT", Api.query(email), change, this.admin);
	}

	@Test
	void createWhenNewReturnsUserAndLocation() {
		String email = Api.email();
		Answer created = this.api.create("  " + email.toUpperCase() + " ", PASSWORD, this.admin);
		assertThat(created.status()).isEqualTo(201);
		assertThat(created.text("email")).isEqualTo(email);
		Answer located = this.api.get(created.header("Location"), this.admin);
		assertThat(located.json()).isEqualTo(created.json());
	}

	@Test
	void createWhenExtraMembersIgnoresThem() {
		String email = Api.email();
		Answer created = this.api.json("POST", "/user/",
				Map.of("email", email, "password", PASSWORD, "is_admin", true, "admin", true, "id", 4711), this.admin);
		assertThat(created.status()).isEqualTo(201);
		assertThat(created.json().get("id").asLong()).isNotEqualTo(4711);
		assertThat(this.api.adminLogin(email, PASSWORD).status()).isEqualTo(403);
	}

	@Test
	void createWhenEmailTakenInOtherCaseReturns409() {
		String email = create();
		Answer again = this.api.create(email.toUpperCase(), PASSWORD, this.admin);
		assertThat(again.status()).isEqualTo(409);
		assertThat(again.text("detail")).isEqualTo("User <" + email + "> already exists!");
	}

	@Test
	void createWhenParallelMakesOneUser() throws Exception {
		for (int round = 0; round < 5; round++) {
			String email = Api.email();
			List<Integer> statuses = Api.inParallel(6, () -> this.api.create(email, PASSWORD, this.admin).status());
			assertThat(statuses).containsOnlyOnce(201).containsOnly(201, 409);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "o'hara", "a+b", "josé", "用户", "x.y-z_0" })
	void createWhenUnusualLocalPartWorks(String local) {
		String email = local + Api.email();
		assertThat(this.api.create(email, PASSWORD, this.admin).status()).isEqualTo(201);
		assertThat(this.api.get(Api.query(email)).text("email")).isEqualTo(email);
		assertThat(this.api.login(email, PASSWORD).status()).isEqualTo(200);
	}

	@Test
	void createWhenIdsAreFreedNeverReusesThem() {
		String email = create();
		long id = this.api.get(Api.query(email)).json().get("id").asLong();
		assertThat(this.api.send("DELETE", Api.query(email), this.admin).status()).isEqualTo(204);
		assertThat(this.api.create(email, PASSWORD, this.admin).json().get("id").asLong()).isGreaterThan(id);
	}

	@Test
	void getWhenUnknownReturns404() {
		assertThat(this.api.get(Api.query(Api.email())).status()).isEqualTo(404);
	}

	@Test
	void headWhenKnownReturnsNoBody() {
		Answer head = this.api.send("HEAD", Api.query(Api.ADMIN));
		assertThat(head.status()).isEqualTo(200);
		assertThat(head.body()).isEmpty();
		assertThat(head.header("Content-Type")).startsWith("application/json");
	}

	@Test
	void listWhenPagedWalksAllUsersInIdOrder() {
		IntStream.range(0, 5).forEach((i) -> create());
		List<Long> all = ids(this.api.get("/users/"));
		assertThat(all).isSorted().doesNotHaveDuplicates().hasSizeGreaterThan(5);
		List<Long> walked = new ArrayList<>();
		String next = "/users/?limit=2";
		while (next != null) {
			Answer page = this.api.get(next);
			walked.addAll(ids(page));
			String link = page.header("Link");
			next = link.isEmpty() ? null : link.substring(link.indexOf('<') + 1, link.indexOf('>'));
			assertThat(ids(page)).hasSizeBetween(1, 2);
		}
		assertThat(walked).containsAll(all).isSorted();
	}

	private static List<Long> ids(Answer answer) {
		assertThat(answer.status()).isEqualTo(200);
		return answer.json().valueStream().map((JsonNode user) -> user.get("id").asLong()).toList();
	}

	@ParameterizedTest
	@ValueSource(strings = { "limit=0", "limit=1001", "limit=x", "after=-1", "after=99999999999999999999" })
	void listWhenParameterIsBadReturns422(String query) {
		Answer answer = this.api.get("/users/?" + query);
		assertThat(answer.status()).isEqualTo(422);
		assertThat(answer.json().at("/errors/0/field").asString()).isEqualTo(query.substring(0, query.indexOf('=')));
	}

	@Test
	void updateWhenPasswordChangesEndsRefreshTokenAndOldPassword() {
		String email = create();
		String refreshToken = this.api.login(email, PASSWORD).text("refresh_token");
		assertThat(update(email, Map.of("password", "another good one")).status()).isEqualTo(200);
		assertThat(this.api.refresh(refreshToken).status()).isEqualTo(401);
		assertThat(this.api.login(email, PASSWORD).status()).isEqualTo(401);
		assertThat(this.api.login(email, "another good one").status()).isEqualTo(200);
	}

	@Test
	void updateWhenRenamedKeepsIdAndEndsRefreshToken() {
		String email = create();
		String refreshToken = this.api.login(email, PASSWORD).text("refresh_token");
		long id = this.api.get(Api.query(email)).json().get("id").asLong();
		String renamed = Api.email();
		Answer updated = update(email, Map.of("new_email", renamed));
		assertThat(updated.text("email")).isEqualTo(renamed);
		assertThat(updated.json().get("id").asLong()).isEqualTo(id);
		assertThat(this.api.refresh(refreshToken).status()).isEqualTo(401);
		assertThat(this.api.get(Api.query(email)).status()).isEqualTo(404);
	}

	@Test
	void updateWhenNothingChangesKeepsRefreshToken() {
		String email = create();
		String refreshToken = this.api.login(email, PASSWORD).text("refresh_token");
		assertThat(update(email, Map.of("new_email", email.toUpperCase())).status()).isEqualTo(200);
		assertThat(this.api.send("PUT", Api.query(email), this.admin).status()).isEqualTo(200);
		assertThat(this.api.refresh(refreshToken).status()).isEqualTo(200);
	}

	@Test
	void updateWhenEmailTakenChangesNothing() {
		String email = create();
		Answer taken = update(email, Map.of("new_email", Api.ADMIN, "password", "another good one"));
		assertThat(taken.status()).isEqualTo(409);
		assertThat(taken.text("detail")).isEqualTo("<" + Api.ADMIN + "> already exists");
		assertThat(this.api.login(email, PASSWORD).status()).isEqualTo(200);
	}

	@Test
	void updateWhenParallelRenamesToOneEmailLetsOneWin() throws Exception {
		String wanted = Api.email();
		List<Integer> statuses = Api.inParallel(6, () -> update(create(), Map.of("new_email", wanted)).status());
		assertThat(statuses).containsOnlyOnce(200).containsOnly(200, 409);
	}

	@Test
	void updateWhenInQueryWorksToo() {
		String email = create();
		Answer updated = this.api.send("PUT", Api.query(email) + "&password=another+good+one", this.admin);
		assertThat(updated.status()).isEqualTo(200);
		assertThat(this.api.login(email, "another good one").status()).isEqualTo(200);
	}

	@Test
	void updateWhenUnknownReturns404() {
		assertThat(update(Api.email(), Map.of("password", PASSWORD)).status()).isEqualTo(404);
	}

	@Test
	void deleteWhenKnownEndsUserAndTokens() {
		String email = create();
		String refreshToken = this.api.login(email, PASSWORD).text("refresh_token");
		Answer deleted = this.api.send("DELETE", Api.query(email), this.admin);
		assertThat(deleted.status()).isEqualTo(204);
		assertThat(deleted.body()).isEmpty();
		assertThat(this.api.refresh(refreshToken).status()).isEqualTo(401);
		assertThat(this.api.send("DELETE", Api.query(email), this.admin).status()).isEqualTo(404);
	}

	@Test
	void deleteWhenParallelSucceedsOnce() throws Exception {
		String email = create();
		List<Integer> statuses = Api.inParallel(6,
				() -> this.api.send("DELETE", Api.query(email), this.admin).status());
		assertThat(statuses).containsOnlyOnce(204).containsOnly(204, 404);
	}

	@Test
	void deleteWhenLastAdminReturns409() {
		Answer deleted = this.api.send("DELETE", Api.query(Api.ADMIN), this.admin);
		assertThat(deleted.status()).isEqualTo(409);
		assertThat(this.api.adminLogin(Api.ADMIN, Api.ADMIN_PASSWORD).status()).isEqualTo(200);
	}

	@Test
	void deleteWhenAdminsGoInParallelLeavesOne() throws Exception {
		List<String> admins = List.of(create(), create(), create());
		List<String[]> tokens = admins.stream()
			.map((email) -> Api.bearer(this.api.login(email, PASSWORD).text("access_token")))
			.toList();
		setAdmin(Api.ADMIN, false);
		admins.forEach((email) -> setAdmin(email, true));
		try {
			AtomicInteger turn = new AtomicInteger();
			List<Integer> statuses = Api.inParallel(3, () -> {
				int i = turn.getAndIncrement();
				return this.api.send("DELETE", Api.query(admins.get(i)), tokens.get(i)).status();
			});
			assertThat(statuses).containsExactlyInAnyOrder(204, 204, 409);
		}
		finally {
			setAdmin(Api.ADMIN, true);
		}
		admins.forEach((email) -> this.api.send("DELETE", Api.query(email), this.admin));
	}

	private void setAdmin(String email, boolean admin) {
		this.jdbc.sql("update users set is_admin = ? where email = ?").params(admin, email).update();
	}

	@Test
	void createWhenPasswordIsWeakReturns422WithReason() {
		assertThat(this.api.create(Api.email(), "short", this.admin).body()).contains("at least 8 characters");
		assertThat(this.api.create(Api.email(), "Password123", this.admin).body()).contains("most common");
		assertThat(this.api.create(Api.email(), "x".repeat(1025), this.admin).body()).contains("at most 1024");
		assertThat(this.api.create(Api.email(), "a\0bcdefgh", this.admin).status()).isEqualTo(422);
	}

	@Test
	void loginWhenPasswordIsLongCountsEveryByte() {
		String email = Api.email();
		String password = "q".repeat(128);
		assertThat(this.api.create(email, password, this.admin).status()).isEqualTo(201);
		assertThat(this.api.login(email, password).status()).isEqualTo(200);
		assertThat(this.api.login(email, "q".repeat(127)).status()).isEqualTo(401);
		assertThat(this.api.login(email, "q".repeat(72)).status()).isEqualTo(401);
		assertThat(this.api.login(email, "q".repeat(127) + "Q").status()).isEqualTo(401);
	}

	@ParameterizedTest
	@ValueSource(strings = { "_", "%", "!" })
	void listWhenPrefixHasAWildcardTakesItToTheLetter(String wildcard) {
		String start = "w" + Api.email().replaceAll("[^a-z0-9]", "");
		String literal = start + wildcard + "z@example.com";
		this.api.create(literal, PASSWORD, this.admin);
		this.api.create(start + "xz@example.com", PASSWORD, this.admin);
		assertThat(search(start)).hasSize(2);
		assertThat(search(start + wildcard)).containsExactly(literal);
		assertThat(search(start + wildcard + wildcard)).isEmpty();
		assertThat(search(start + "\\")).isEmpty();
	}

	private List<String> search(String prefix) {
		return this.api.get("/users/?q=" + Api.encode(prefix), this.admin)
			.json()
			.valueStream()
			.map((user) -> user.get("email").asString())
			.toList();
	}

}
