package dev.authserver.user;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import dev.authserver.testsupport.Api;
import dev.authserver.testsupport.Api.Answer;
import dev.authserver.testsupport.Tokens;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/**
 * What admins see of users, and nobody else, on every database.
 */
abstract class UserStateRules {

	private static final String PASSWORD = "correct horse battery";

	private static final String[] SHORT = { "id", "email" };

	private static final String[] FULL = { "id", "email", "is_admin", "is_active", "created_at", "last_login_at",
			"sessions" };

	@LocalServerPort
	private int port;

	@Autowired
	private JdbcClient jdbc;

	private Api api;

	private String[] admin;

	private String email;

	private long id;

	@BeforeEach
	void createUser() {
		this.api = new Api(this.port);
		this.admin = Api.bearer(this.api.adminToken());
		this.email = Api.email();
		this.id = this.api.create(this.email, PASSWORD, this.admin).json().path("id").asLong();
	}

	private JsonNode read(String... credentials) {
		Answer answer = this.api.get(Api.query(this.email), credentials);
		assertThat(answer.status()).isEqualTo(200);
		return answer.json();
	}

	private List<String> reads() {
		return List.of(Api.query(this.email), "/user/?id=" + this.id, "/users/",
				"/users/?limit=1&after=" + (this.id - 1));
	}

	private void assertMembers(String path, String[] members, String... credentials) {
		Answer answer = this.api.get(path, credentials);
		assertThat(answer.status()).as(path).isEqualTo(200);
		JsonNode user = answer.json().isArray() ? answer.json().get(answer.json().size() - 1) : answer.json();
		assertThat(user.propertyNames()).as(path).containsExactly(members);
	}

	@Test
	void readWhenAskedByAnAdminTellsTheState() {
		reads().forEach((path) -> assertMembers(path, FULL, this.admin));
		assertMembers("/users/?q=" + Api.encode(this.email), FULL, this.admin);
	}

	@Test
	void readWhenBearerIsNoLiveAdminsChangesNothing() {
		String user = this.api.login(this.email, PASSWORD).text("access_token");
		Answer ended = this.api.login(Api.ADMIN, Api.ADMIN_PASSWORD);
		this.api.json("POST", "/logout/", Map.of("refresh_token", ended.text("refresh_token")));
		List<String[]> others = List.of(new String[0], Api.bearer(user), Api.bearer("garbage"), Api.bearer(""),
				Api.bearer(Tokens.shifted(this.api.adminToken(), -16 * 60)), Api.bearer(ended.text("access_token")),
				Api.bearer(ended.text("refresh_token")), Api.bearer(Tokens.withClaim(user, "is_admin", true)),
				new String[] { "Authorization", "Basic YWRtaW5AZXhhbXBsZS5jb206YWRtaW4=" });
		others.forEach((credentials) -> reads().forEach((path) -> assertMembers(path, SHORT, credentials)));
	}

	@Test
	void readWhenAdminIsDemotedNoLongerTellsTheState() {
		String[] user = Api.bearer(this.api.login(this.email, PASSWORD).text("access_token"));
		update(Map.of("is_admin", true));
		assertMembers(Api.query(this.email), FULL, user);
		update(Map.of("is_admin", false));
		assertMembers(Api.query(this.email), SHORT, user);
	}

	private JsonNode update(Map<String, ?> change) {
		Answer updated = this.api.json("PUT", Api.query(this.email), change, this.admin);
		assertThat(updated.status()).isEqualTo(200);
		return updated.json();
	}

	@Test
	void createWhenNewTellsTheStateOfTheNewUser() {
		Instant before = Instant.now().minusSeconds(1);
		JsonNode created = this.api.create(Api.email(), PASSWORD, this.admin).json();
		assertThat(created.propertyNames()).containsExactly(FULL);
		assertThat(created.path("is_admin").asBoolean(true)).isFalse();
		assertThat(created.path("is_active").asBoolean()).isTrue();
		assertThat(created.path("last_login_at").isNull()).isTrue();
		assertThat(created.path("sessions").asInt(-1)).isZero();
		assertThat(created.path("created_at").asString()).endsWith("Z");
		assertThat(Instant.parse(created.path("created_at").asString())).isBetween(before,
				Instant.now().plusSeconds(1));
	}

	@Test
	void loginWhenRightIsSeenInTheState() {
		this.api.login(this.email, "wrong");
		assertThat(read(this.admin).path("last_login_at").isNull()).isTrue();
		this.api.login(this.email, PASSWORD);
		JsonNode first = read(this.admin);
		Instant at = Instant.parse(first.path("last_login_at").asString());
		assertThat(at).isCloseTo(Instant.now(), within(Duration.ofMinutes(1)));
		assertThat(first.path("sessions").asInt()).isEqualTo(1);
		this.api.login(this.email, PASSWORD);
		JsonNode second = read(this.admin);
		assertThat(Instant.parse(second.path("last_login_at").asString())).isAfter(at);
		assertThat(second.path("sessions").asInt()).isEqualTo(2);
		assertThat(second.path("created_at")).isEqualTo(first.path("created_at"));
	}

	@Test
	void adminLoginWhenRightIsSeenInTheState() {
		update(Map.of("is_admin", true));
		assertThat(this.api.adminLogin(this.email, PASSWORD).status()).isEqualTo(200);
		assertThat(read(this.admin).path("last_login_at").isString()).isTrue();
		assertThat(read(this.admin).path("sessions").asInt()).isEqualTo(1);
		update(Map.of("is_admin", false));
	}

	@Test
	void updateWhenDoneTellsTheStateAfterIt() {
		this.api.login(this.email, PASSWORD);
		assertThat(update(Map.of()).path("sessions").asInt()).isEqualTo(1);
		JsonNode disabled = update(Map.of("is_active", false, "is_admin", true));
		assertThat(disabled).isEqualTo(read(this.admin));
		assertThat(disabled.path("is_active").asBoolean(true)).isFalse();
		assertThat(disabled.path("is_admin").asBoolean()).isTrue();
		assertThat(disabled.path("sessions").asInt(-1)).isZero();
		assertThat(update(Map.of("is_admin", false)).path("is_admin").asBoolean(true)).isFalse();
	}

	@Test
	void readWhenSessionHasExpiredDoesNotCountIt() {
		this.api.login(this.email, PASSWORD);
		this.jdbc.sql("update sessions set expires_at = created_at where user_id = ?").param(this.id).update();
		assertThat(read(this.admin).path("sessions").asInt(-1)).isZero();
	}

	@Test
	void readWhenUserIsFromAnEarlierVersionDoesNotKnowItsBeginning() {
		this.jdbc.sql("update users set created_at = null where id = ?").param(this.id).update();
		assertThat(read(this.admin).path("created_at").isNull()).isTrue();
	}

	@Test
	void getWhenAskedByIdFindsTheUser() {
		assertThat(this.api.get("/user/?id=" + this.id).json()).isEqualTo(read());
		assertThat(this.api.get("/user?id=" + this.id, this.admin).json()).isEqualTo(read(this.admin));
		assertThat(this.api.get("/user/?id=0").status()).isEqualTo(404);
		assertThat(this.api.get("/user/?id=9007199254740991", this.admin).status()).isEqualTo(404);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "?id=", "?id=x", "?id=-1", "?id=1&email=ada@example.com", "?id=99999999999999999999" })
	void getWhenNotEitherIdOrEmailReturns422(String query) {
		assertThat(this.api.get("/user/" + query).status()).isEqualTo(422);
	}

	@Test
	void listWhenPagedByAnAdminWalksAllUsers() {
		assertThat(this.api.create("z" + this.email, PASSWORD, this.admin).status()).isEqualTo(201);
		Answer page = this.api.get("/users/?limit=1&after=" + (this.id - 1), this.admin);
		assertThat(page.header("Link")).isEqualTo("</users/?limit=1&after=" + this.id + ">; rel=\"next\"");
		assertThat(page.json().get(0).path("created_at").isString()).isTrue();
		assertThat(this.api.get("/users/", this.admin).json()).hasSameSizeAs(this.api.get("/users/").json());
	}

}
