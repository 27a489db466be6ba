package dev.authserver.audit;

import java.util.Map;
import java.util.regex.Pattern;

import dev.authserver.testsupport.Api;
import dev.authserver.testsupport.ApiTest;
import dev.authserver.testsupport.Tokens;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the log tells of security events.
 */
@ApiTest
@ExtendWith(OutputCaptureExtension.class)
class SecurityLogTests {

	private static final String PASSWORD = "correct horse battery";

	private static final String CLIENT = " address=127.0.0.1 method=\"";

	@LocalServerPort
	private int port;

	@Test
	void logWhenUserLivesTellsEachStepWithoutSecrets(CapturedOutput log) {
		Api api = new Api(this.port);
		String adminToken = api.adminToken();
		String[] admin = Api.bearer(adminToken);
		String email = Api.email();
		long id = api.create(email, PASSWORD, admin).json().path("id").asLong();
		String token = api.login(email, PASSWORD).text("access_token");
		api.login(email, "a wrong password");
		api.create(Api.email(), PASSWORD, Api.bearer(token));
		api.json("PUT", Api.query(email), Map.of("password", "another good one", "new_email", "n" + email), admin);
		api.send("DELETE", Api.query("n" + email), admin);
		assertThat(log).contains("authn_login_success user=" + id + CLIENT + "POST\" path=\"/token\"")
			.contains("user_created user=" + id + " by=1" + CLIENT + "POST\" path=\"/user\"")
			.contains("authn_login_fail user=" + id + CLIENT + "POST\" path=\"/token\"")
			.contains("authz_fail by=" + id + CLIENT + "POST\" path=\"/user\"")
			.contains("authn_password_change user=" + id + " by=1" + CLIENT + "PUT")
			.contains("user_updated user=" + id + " by=1" + CLIENT + "PUT")
			.contains("user_deleted user=" + id + " by=1" + CLIENT + "DELETE")
			.doesNotContain(email)
			.doesNotContain(PASSWORD)
			.doesNotContain("a wrong password")
			.doesNotContain("another good one")
			.doesNotContain(token)
			.doesNotContain(adminToken);
	}

	@Test
	void logWhenRequestsAreSeveralNamesEachByItsId(CapturedOutput log) {
		Api api = new Api(this.port);
		for (int i = 0; i < 2; i++) {
			String id = api.login(Api.email(), "wrong").header("X-Request-Id");
			assertThat(log.getOut().lines().filter((line) -> line.contains("[" + id + "]"))).singleElement()
				.asString()
				.contains("authn_login_fail");
		}
	}

	@Test
	void logWhenUsernameHoldsLineBreaksForgesNoLine(CapturedOutput log) {
		new Api(this.port).adminLogin("eve@example.com\r\n2026-01-01 authn_login_success user=1", "wrong");
		assertThat(log.getOut().lines()).noneMatch((line) -> line.startsWith("2026-01-01"));
		assertThat(log).contains("authn_login_fail email_digest=").doesNotContain("eve@example.com");
	}

	@Test
	void logWhenLoginFailsNamesTheUserOnlyIfThereIsOne(CapturedOutput log) {
		Api api = new Api(this.port);
		api.login(Api.email(), "wrong");
		assertThat(log).containsPattern("authn_login_fail email_digest=[0-9a-f]{32}" + CLIENT);
		String[] admin = Api.bearer(api.adminToken());
		String email = Api.email();
		long id = api.create(email, PASSWORD, admin).json().path("id").asLong();
		api.adminLogin(email, PASSWORD);
		assertThat(log).contains("authz_fail user=" + id + CLIENT + "POST\" path=\"/admin_token\"");
		api.json("PUT", Api.query(email), Map.of("is_active", false), admin);
		api.login(email, PASSWORD);
		assertThat(log).contains("authn_login_fail user=" + id + CLIENT);
	}

	@Test
	void logWhenCurrentPasswordIsWrongNamesTheUser(CapturedOutput log) {
		Api api = new Api(this.port);
		String email = Api.email();
		long id = api.create(email, PASSWORD, Api.bearer(api.adminToken())).json().path("id").asLong();
		String[] user = Api.bearer(api.login(email, PASSWORD).text("access_token"));
		changePassword(api, "wrong", user);
		assertThat(log).contains("authn_password_change_fail user=" + id + " by=" + id + CLIENT + "PUT");
		api.login(email, PASSWORD);
		changePassword(api, PASSWORD, user);
		assertThat(log).contains("authn_password_change user=" + id + " by=" + id + CLIENT + "PUT")
			.contains("session_expired user=" + id + " reason=revoked sessions=1 by=" + id + CLIENT + "PUT");
	}

	private static void changePassword(Api api, String current, String[] user) {
		api.json("PUT", "/me/password", Map.of("current_password", current, "new_password", "another good one"), user);
	}

	@Test
	void logWhenSessionsEndTellsWhoDidItAndWhoseTheyWere(CapturedOutput log) {
		Api api = new Api(this.port);
		String[] admin = Api.bearer(api.adminToken());
		String email = Api.email();
		long id = api.create(email, PASSWORD, admin).json().path("id").asLong();
		String expired = "session_expired user=" + id + " reason=";
		api.json("POST", "/logout", Map.of("refresh_token", api.login(email, PASSWORD).text("refresh_token")));
		assertThat(log).contains(expired + "logout sessions=1 by=" + id + CLIENT + "POST\" path=\"/logout\"");
		for (int i = 0; i < 11; i++) {
			api.login(email, PASSWORD);
		}
		assertThat(log).contains(expired + "too_many sessions=1 by=" + id + CLIENT + "POST\" path=\"/token\"");
		String token = api.login(email, PASSWORD).text("access_token");
		api.send("DELETE", "/me/sessions/", Api.bearer(token));
		assertThat(log).contains(expired + "revoked sessions=9 by=" + id + CLIENT + "DELETE");
		api.send("DELETE", "/me/sessions/" + Tokens.claims(token).get("sid").asString(), Api.bearer(token));
		assertThat(log).contains(expired + "revoked sessions=1 by=" + id + CLIENT + "DELETE");
		api.login(email, PASSWORD);
		api.send("DELETE", "/user/sessions/?email=" + Api.encode(email), admin);
		assertThat(log).contains(expired + "revoked sessions=1 by=1" + CLIENT + "DELETE\" path=\"/user/sessions\"");
		api.send("DELETE", "/user/throttle/?email=" + Api.encode(email), admin);
		assertThat(log)
			.contains("authn_login_unlock user=" + id + " by=1" + CLIENT + "DELETE\" path=\"/user/throttle\"");
	}

	@Test
	void logWhenAdminChangesOrDeletesAUserTellsOfTheSessions(CapturedOutput log) {
		Api api = new Api(this.port);
		String[] admin = Api.bearer(api.adminToken());
		String email = Api.email();
		long id = api.create(email, PASSWORD, admin).json().path("id").asLong();
		String revoked = "session_expired user=" + id + " reason=revoked sessions=1 by=1" + CLIENT;
		api.login(email, PASSWORD);
		api.json("PUT", Api.query(email), Map.of("is_active", false), admin);
		api.json("PUT", Api.query(email), Map.of("is_active", true), admin);
		api.login(email, PASSWORD);
		api.json("PUT", Api.query(email), Map.of("new_email", "n" + email), admin);
		assertThat(log.getOut().split(Pattern.quote(revoked + "PUT"), -1)).hasSize(3);
		api.login("n" + email, PASSWORD);
		api.send("DELETE", Api.query("n" + email), admin);
		assertThat(log).contains(revoked + "DELETE\" path=\"/user\"");
	}

}
