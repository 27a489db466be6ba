package dev.authserver.session;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;

import dev.authserver.testsupport.Api;
import dev.authserver.testsupport.Api.Answer;
import dev.authserver.testsupport.Tokens;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What holds for sessions on every database.
 */
abstract class SessionRules {

	private static final String PASSWORD = "correct horse battery";

	@LocalServerPort
	private int port;

	@Autowired
	private JdbcClient jdbc;

	@Autowired
	private Renewals renewals;

	@Autowired
	private RefreshTokens tokens;

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

	private Answer login() {
		Answer login = this.api.login(this.email, PASSWORD);
		assertThat(login.status()).isEqualTo(200);
		return login;
	}

	private static String[] bearer(Answer login) {
		return Api.bearer(login.text("access_token"));
	}

	private static String sessionId(Answer login) {
		return Tokens.claims(login.text("access_token")).get("sid").asString();
	}

	private boolean isLive(Answer login) {
		boolean access = this.api.get("/me", bearer(login)).status() == 200;
		assertThat(this.api.refresh(login.text("refresh_token")).status()).isEqualTo(access ? 200 : 401);
		return access;
	}

	private int update(Map<String, ?> change) {
		return this.api.json("PUT", Api.query(this.email), change, this.admin).status();
	}

	@Test
	void loginWhenOnAnotherDeviceLeavesTheFirstAlone() {
		Answer first = login();
		Answer second = login();
		assertThat(sessionId(first)).isNotEqualTo(sessionId(second));
		assertThat(isLive(first)).isTrue();
		assertThat(isLive(second)).isTrue();
	}

	@Test
	void loginWhenTooManyEndsTheOldest() {
		Answer first = login();
		Answer second = login();
		for (int i = 0; i < 9; i++) {
			login();
		}
		assertThat(isLive(first)).isFalse();
		assertThat(isLive(second)).isTrue();
	}

	@Test
	void loginWhenInParallelKeepsTheNumber() throws Exception {
		List<Answer> logins = Api.inParallel(15, this::login);
		assertThat(logins).filteredOn(this::isLive).hasSize(10);
	}

	@Test
	void logoutWhenTokenIsLiveEndsThatSessionOnly() {
		Answer first = login();
		Answer second = login();
		Map<String, String> body = Map.of("refresh_token", first.text("refresh_token"));
		assertThat(this.api.json("POST", "/logout/", body).status()).isEqualTo(204);
		assertThat(this.api.json("POST", "/logout", body).status()).isEqualTo(204);
		assertThat(isLive(first)).isFalse();
		assertThat(isLive(second)).isTrue();
	}

	@Test
	void logoutWhenTokenIsUnknownAnswersAlike() {
		Answer login = login();
		assertThat(this.api.json("POST", "/logout", Map.of("refresh_token", "garbage")).status()).isEqualTo(204);
		assertThat(this.api.json("POST", "/logout", Map.of("refresh_token", login.text("access_token"))).status())
			.isEqualTo(204);
		assertThat(this.api.json("POST", "/logout", Map.of()).status()).isEqualTo(422);
		assertThat(isLive(login)).isTrue();
	}

	@Test
	void meWhenLoggedInTellsWhoAndWhere() {
		Answer login = login();
		JsonNode me = this.api.get("/me/", bearer(login)).json();
		assertThat(me.path("id").asLong()).isEqualTo(this.id);
		assertThat(me.path("email").asString()).isEqualTo(this.email);
		assertThat(me.path("is_admin").asBoolean(true)).isFalse();
		assertThat(me.path("session_id").asString()).isEqualTo(sessionId(login));
		assertThat(this.api.get("/me/", this.admin).json().path("is_admin").asBoolean()).isTrue();
	}

	@Test
	void sessionsWhenListedTellDeviceAndCurrent() {
		Answer first = this.api.json("POST", "/token/", Map.of("email", this.email, "password", PASSWORD), "User-Agent",
				"Phone/1.0 " + "x".repeat(300));
		Answer second = login();
		JsonNode list = this.api.get("/me/sessions/", bearer(second)).json();
		assertThat(list).hasSize(2);
		assertThat(list.get(0).path("id").asString()).isEqualTo(sessionId(first));
		assertThat(list.get(0).path("user_agent").asString()).startsWith("Phone/1.0 xx").hasSize(200);
		assertThat(list.get(0).path("address").asString()).isEqualTo("127.0.0.1");
		assertThat(list.get(0).path("current").asBoolean(true)).isFalse();
		assertThat(list.get(1).path("current").asBoolean()).isTrue();
		assertThat(Instant.parse(list.get(1).path("expires_at").asString())).isAfter(Instant.now());
		assertThat(list.toString()).doesNotContain("hash");
	}

	@Test
	void deleteWhenSessionIsOwnEndsItAtOnce() {
		Answer first = login();
		Answer second = login();
		String path = "/me/sessions/" + sessionId(first) + "/";
		assertThat(this.api.send("DELETE", path, this.admin).status()).isEqualTo(404);
		assertThat(isLive(first)).isTrue();
		assertThat(this.api.send("DELETE", path, bearer(second)).status()).isEqualTo(204);
		assertThat(this.api.send("DELETE", path, bearer(second)).status()).isEqualTo(404);
		assertThat(this.api.send("DELETE", "/me/sessions/x", bearer(second)).status()).isEqualTo(422);
		assertThat(isLive(first)).isFalse();
		assertThat(isLive(second)).isTrue();
	}

	@Test
	void deleteWhenAllOthersKeepsTheCurrent() {
		Answer first = login();
		Answer second = login();
		assertThat(this.api.send("DELETE", "/me/sessions/", bearer(second)).status()).isEqualTo(204);
		assertThat(isLive(first)).isFalse();
		assertThat(isLive(second)).isTrue();
	}

	@Test
	void passwordWhenChangedByItsOwnerEndsOtherSessions() {
		Answer first = login();
		Answer second = login();
		Map<String, String> change = Map.of("current_password", PASSWORD, "new_password", "another good one");
		assertThat(this.api.json("PUT", "/me/password/", change, bearer(second)).status()).isEqualTo(204);
		assertThat(isLive(first)).isFalse();
		assertThat(isLive(second)).isTrue();
		assertThat(this.api.login(this.email, PASSWORD).status()).isEqualTo(401);
		assertThat(this.api.login(this.email, "another good one").status()).isEqualTo(200);
	}

	@Test
	void passwordWhenCurrentIsWrongOrNewIsPoorStays() {
		Answer login = login();
		assertThat(changePassword(login, "wrong", "another good one").status()).isEqualTo(403);
		assertThat(changePassword(login, PASSWORD, "password").status()).isEqualTo(422);
		assertThat(changePassword(login, PASSWORD, "").status()).isEqualTo(422);
		assertThat(isLive(login)).isTrue();
		login();
	}

	private Answer changePassword(Answer login, String current, String changed) {
		return this.api.json("PUT", "/me/password", Map.of("current_password", current, "new_password", changed),
				bearer(login));
	}

	@Test
	void adminWhenListingAndEndingAUsersSessionsDoesSo() {
		Answer login = login();
		String path = "/user/sessions/?email=" + Api.encode(this.email);
		assertThat(this.api.get(path, bearer(login)).status()).isEqualTo(403);
		assertThat(this.api.send("DELETE", path, bearer(login)).status()).isEqualTo(403);
		assertThat(this.api.get(path, this.admin).json()).hasSize(1);
		assertThat(this.api.send("DELETE", path, this.admin).status()).isEqualTo(204);
		assertThat(isLive(login)).isFalse();
		assertThat(this.api.get(path, this.admin).json()).isEmpty();
		assertThat(this.api.get("/user/sessions/?email=nobody@example.com", this.admin).status()).isEqualTo(404);
	}

	@Test
	void userWhenDisabledIsToldNoMoreThanAWrongPasswordSays() {
		Answer login = login();
		assertThat(update(Map.of("is_active", false))).isEqualTo(200);
		assertThat(isLive(login)).isFalse();
		Answer refused = this.api.login(this.email, PASSWORD);
		Answer wrong = this.api.login(this.email, "wrong");
		assertThat(refused.status()).isEqualTo(401);
		assertThat(refused.bodyWithoutId()).isEqualTo(wrong.bodyWithoutId());
		assertThat(update(Map.of("is_active", true))).isEqualTo(200);
		assertThat(isLive(login)).isFalse();
		login();
	}

	@Test
	void userWhenMadeAdminIsOneUntilDemoted() {
		String[] user = bearer(login());
		String other = Api.email();
		assertThat(this.api.create(other, PASSWORD, user).status()).isEqualTo(403);
		assertThat(update(Map.of("is_admin", true))).isEqualTo(200);
		assertThat(this.api.create(other, PASSWORD, user).status()).isEqualTo(201);
		assertThat(update(Map.of("is_admin", false))).isEqualTo(200);
		assertThat(this.api.create(Api.email(), PASSWORD, user).status()).isEqualTo(403);
	}

	@Test
	void lastAdminWhenDemotedDisabledOrDeletedStays() throws Exception {
		for (Map<String, Boolean> change : List.of(Map.of("is_admin", false), Map.of("is_active", false))) {
			assertThat(this.api.json("PUT", Api.query(Api.ADMIN), change, this.admin).status()).isEqualTo(409);
		}
		assertThat(this.api.send("DELETE", Api.query(Api.ADMIN), this.admin).status()).isEqualTo(409);
		assertThat(this.api.get("/me", this.admin).json().path("is_admin").asBoolean()).isTrue();
	}

	@Test
	void lastAdminsWhenEachDisablesTheOtherLeaveOne() throws Exception {
		assertThat(update(Map.of("is_admin", true))).isEqualTo(200);
		String[] second = bearer(login());
		for (int round = 0; round < 3; round++) {
			List<Boolean> turns = new CopyOnWriteArrayList<>(List.of(true, false));
			List<Integer> statuses = Api.inParallel(2, () -> turns.remove(0)
					? this.api.json("PUT", Api.query(Api.ADMIN), Map.of("is_admin", false), second).status()
					: this.api.json("PUT", Api.query(this.email), Map.of("is_admin", false), this.admin).status());
			assertThat(statuses).containsAnyOf(200).isSubsetOf(200, 403, 409);
			assertThat(statuses).filteredOn((status) -> status == 200).hasSize(1);
			boolean first = this.api.get("/me", this.admin).json().path("is_admin").asBoolean();
			String demoted = first ? this.email : Api.ADMIN;
			assertThat(this.api.json("PUT", Api.query(demoted), Map.of("is_admin", true), first ? this.admin : second)
				.status()).isEqualTo(200);
		}
		assertThat(update(Map.of("is_admin", false))).isEqualTo(200);
	}

	@Test
	void refreshWhenTokenNamesNoSessionIsRefused() {
		Answer login = login();
		String token = login.text("refresh_token");
		String other = Tokens.withoutSession(token);
		store(other, login);
		assertThat(this.api.refresh(other).status()).isEqualTo(401);
		store(token, login);
		assertThat(isLive(login)).isTrue();
	}

	@Test
	void accessTokenWhenSubjectIsNotItsUsersEmailIsRefused() {
		Answer login = login();
		String token = login.text("access_token");
		for (String subject : otherSubjects()) {
			String other = Tokens.signed(token, Tokens.claims(token).put("sub", subject));
			assertThat(this.api.get("/me", Api.bearer(other)).status()).as(subject).isEqualTo(401);
		}
		assertThat(isLive(login)).isTrue();
	}

	@Test
	void refreshWhenSubjectIsNotItsUsersEmailIsRefused() {
		Answer login = login();
		String token = login.text("refresh_token");
		for (String subject : otherSubjects()) {
			String other = Tokens.withSubject(token, subject);
			store(other, login);
			assertThat(this.api.refresh(other).status()).as(subject).isEqualTo(401);
			store(Tokens.withoutSession(other), login);
			assertThat(this.api.refresh(Tokens.withoutSession(other)).status()).as(subject).isEqualTo(401);
		}
		store(token, login);
		assertThat(isLive(login)).isTrue();
	}

	private List<String> otherSubjects() {
		return List.of("", " ", Api.ADMIN, Api.email(), this.email.toUpperCase(), this.email + " ");
	}

	private void store(String refreshToken, Answer login) {
		this.jdbc.sql("update sessions set token_hash = ? where id = ?")
			.params(this.tokens.hash(refreshToken), UUID.fromString(sessionId(login)))
			.update();
	}

	@Test
	void refreshWhenSignedTextIsNoTokenOfTheSessionLeavesItAlone() {
		Answer login = login();
		String other = Tokens.signedAnew(login.text("refresh_token"));
		assertThat(this.api.refresh(other).status()).isEqualTo(401);
		assertThat(isLive(login)).isTrue();
	}

	@Test
	void cleanWhenSessionHasExpiredForgetsIt() {
		Answer login = login();
		this.jdbc.sql("update sessions set expires_at = ? where id = ?")
			.params(Timestamp.from(Instant.now().minusSeconds(1)), UUID.fromString(sessionId(login)))
			.update();
		assertThat(isLive(login)).isFalse();
		assertThat(this.api.get("/user/sessions/?email=" + Api.encode(this.email), this.admin).json()).isEmpty();
		this.renewals.clean();
		assertThat(this.jdbc.sql("select count(*) from sessions where user_id = ?")
			.param(this.id)
			.query(Integer.class)
			.single()).isZero();
	}

	@Test
	void searchWhenAdminFindsByBeginning() {
		String prefix = this.email.substring(0, this.email.indexOf('@'));
		JsonNode found = this.api.get("/users/?q=" + Api.encode(" " + prefix.toUpperCase()), this.admin).json();
		assertThat(found).hasSize(1);
		assertThat(found.get(0).path("email").asString()).isEqualTo(this.email);
		assertThat(this.api.get("/users?q=" + Api.encode("user_"), this.admin).json()).isEmpty();
		assertThat(this.api.get("/users?q=" + Api.encode("%"), this.admin).json()).isEmpty();
		assertThat(this.api.get("/users/?limit=1&q=u", this.admin).header("Link")).contains("&q=u>; rel=\"next\"");
		assertThat(this.api.get("/users/?q=" + prefix).status()).isEqualTo(401);
		assertThat(this.api.get("/users?q=", bearer(login())).status()).isEqualTo(403);
	}

}
