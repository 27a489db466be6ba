package dev.authserver.session;

import java.util.List;

import dev.authserver.testsupport.Api;
import dev.authserver.testsupport.Api.Answer;
import dev.authserver.testsupport.ApiTest;
import org.junit.jupiter.api.Test;

import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * One session a user.
 */
@ApiTest
@TestPropertySource(properties = "SESSIONS_PER_USER=1")
class SingleSessionTests {

	@LocalServerPort
	private int port;

	@Test
	void loginWhenAgainEndsTheRenewalBeforeAndNotTheAccess() {
		Api api = new Api(this.port);
		Answer first = api.login(Api.ADMIN, Api.ADMIN_PASSWORD);
		Answer second = api.login(Api.ADMIN, Api.ADMIN_PASSWORD);
		Answer refused = api.refresh(first.text("refresh_token"));
		assertThat(refused.status()).isEqualTo(401);
		assertThat(refused.text("detail")).isEqualTo("The refresh token is not valid");
		assertThat(api.refresh(second.text("refresh_token")).status()).isEqualTo(200);
		assertThat(api.get("/me", Api.bearer(second.text("access_token"))).status()).isEqualTo(200);
	}

	@Test
	void loginWhenInParallelLeavesOne() throws Exception {
		Api api = new Api(this.port);
		List<Answer> logins = Api.inParallel(8, () -> api.login(Api.ADMIN, Api.ADMIN_PASSWORD));
		assertThat(logins).filteredOn((login) -> api.refresh(login.text("refresh_token")).status() == 200).hasSize(1);
	}

	@Test
	void accessWhenSupersededGoesOn() {
		Api api = new Api(this.port);
		String[] first = Api.bearer(api.login(Api.ADMIN, Api.ADMIN_PASSWORD).text("access_token"));
		api.login(Api.ADMIN, Api.ADMIN_PASSWORD);
		assertThat(api.get("/me", first).status()).isEqualTo(200);
	}

}
