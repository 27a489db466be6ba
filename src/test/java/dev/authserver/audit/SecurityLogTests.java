package dev.authserver.audit;

import java.util.Map;

import dev.authserver.testsupport.Api;
import dev.authserver.testsupport.ApiTest;
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
		String client = " address=127.0.0.1 method=\"";
		assertThat(log).contains("authn_login_success user=" + id + client + "POST\" path=\"/token\"")
			.contains("user_created user=" + id + " by=1" + client + "POST\" path=\"/user\"")
			.containsPattern("authn_login_fail email_digest=[0-9a-f]{32}" + client + "POST\" path=\"/token\"")
			.contains("authz_fail by=" + id + client + "POST\" path=\"/user\"")
			.contains("authn_password_change user=" + id + " by=1" + client + "PUT")
			.contains("user_updated user=" + id + " by=1" + client + "PUT")
			.contains("user_deleted user=" + id + " by=1" + client + "DELETE")
			.doesNotContain(email)
			.doesNotContain(PASSWORD)
			.doesNotContain("a wrong password")
			.doesNotContain("another good one")
			.doesNotContain(token)
			.doesNotContain(adminToken);
	}

	@Test
	void logWhenUsernameHoldsLineBreaksForgesNoLine(CapturedOutput log) {
		new Api(this.port).adminLogin("eve@example.com\r\n2026-01-01 authn_login_success user=1", "wrong");
		assertThat(log.getOut().lines()).noneMatch((line) -> line.startsWith("2026-01-01"));
		assertThat(log).contains("authn_login_fail email_digest=").doesNotContain("eve@example.com");
	}

}
