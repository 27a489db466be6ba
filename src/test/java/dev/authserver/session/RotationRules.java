package dev.authserver.session;

import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import dev.authserver.testsupport.Api;
import dev.authserver.testsupport.Api.Answer;
import dev.authserver.testsupport.Tokens;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What holds for rotated refresh tokens on every database.
 */
@TestPropertySource(properties = { "REFRESH_TOKEN_ROTATION=on", "REFRESH_TOKEN_GRACE=2", "SESSION_MAX_LIFETIME=2h" })
@ExtendWith(OutputCaptureExtension.class)
abstract class RotationRules {

	private static final String PASSWORD = "correct horse battery";

	@LocalServerPort
	private int port;

	private Api api;

	private String email;

	@BeforeEach
	void createUser() {
		this.api = new Api(this.port);
		this.email = Api.email();
		this.api.create(this.email, PASSWORD, Api.bearer(this.api.adminToken()));
	}

	private String login() {
		return this.api.login(this.email, PASSWORD).text("refresh_token");
	}

	private String rotate(String refreshToken) {
		Answer answer = this.api.refresh(refreshToken);
		assertThat(answer.status()).isEqualTo(200);
		return answer.text("refresh_token");
	}

	@Test
	void refreshWhenRotatedStaysInItsSession() {
		String first = login();
		String second = rotate(first);
		String third = rotate(second);
		assertThat(List.of(first, second, third)).doesNotHaveDuplicates();
		assertThat(Tokens.claims(third).get("sid")).isEqualTo(Tokens.claims(first).get("sid"));
		assertThat(Tokens.claims(third).get("jti")).isNotEqualTo(Tokens.claims(second).get("jti"));
	}

	@Test
	void refreshWhenRepeatedWithinGraceAnswersTheSameSuccessor() {
		String first = login();
		String second = rotate(first);
		assertThat(rotate(first)).isEqualTo(second);
		assertThat(rotate(first)).isEqualTo(second);
		rotate(second);
	}

	@Test
	void refreshWhenReusedAfterGraceEndsThatSessionOnly(CapturedOutput log) throws Exception {
		String other = login();
		String first = login();
		String second = rotate(first);
		TimeUnit.MILLISECONDS.sleep(2_100);
		assertThat(this.api.refresh(first).status()).isEqualTo(401);
		assertThat(this.api.refresh(second).status()).isEqualTo(401);
		assertThat(this.api.refresh(other).status()).isEqualTo(200);
		assertThat(log).contains("authn_token_reuse user=");
	}

	@Test
	void refreshWhenReplacedTwiceWithinGraceAnswersTheCurrentToken() {
		String first = login();
		String third = rotate(rotate(first));
		assertThat(rotate(first)).isEqualTo(third);
		rotate(third);
	}

	@Test
	void refreshWhenReplacedTwiceAndGraceIsOverEndsTheSession() throws Exception {
		String first = login();
		String second = rotate(first);
		TimeUnit.MILLISECONDS.sleep(2_100);
		String third = rotate(second);
		assertThat(this.api.refresh(first).status()).isEqualTo(401);
		assertThat(this.api.refresh(third).status()).isEqualTo(401);
	}

	@Test
	void refreshWhenMadeAdminSinceRotationRefusesTheOldTokenAndKeepsTheSession() {
		String first = login();
		String second = rotate(first);
		String[] admin = Api.bearer(this.api.adminToken());
		this.api.json("PUT", Api.query(this.email), Map.of("is_admin", true), admin);
		assertThat(this.api.refresh(first).status()).isEqualTo(401);
		rotate(second);
		this.api.json("PUT", Api.query(this.email), Map.of("is_admin", false), admin);
	}

	@Test
	void refreshWhenInParallelLeavesOneLineage() throws Exception {
		String first = login();
		List<Answer> answers = Api.inParallel(20, () -> this.api.refresh(first));
		assertThat(answers).allMatch((answer) -> answer.status() == 200);
		assertThat(answers).extracting((answer) -> answer.text("refresh_token"))
			.containsOnly(answers.get(0).text("refresh_token"));
		rotate(answers.get(0).text("refresh_token"));
	}

	@Test
	void refreshWhenSessionNearsItsEndIsNotExtendedPastIt() {
		String first = login();
		long start = Tokens.claims(first).get("iat").asLong();
		assertThat(Tokens.claims(first).get("exp").asLong()).isEqualTo(start + 7200);
		assertThat(Tokens.claims(rotate(first)).get("exp").asLong()).isEqualTo(start + 7200);
	}

	@Test
	void logoutWhenTokenWasJustRotatedEndsTheSession() {
		String first = login();
		String second = rotate(first);
		assertThat(this.api.json("POST", "/logout", Map.of("refresh_token", first)).status()).isEqualTo(204);
		assertThat(this.api.refresh(second).status()).isEqualTo(401);
	}

}
