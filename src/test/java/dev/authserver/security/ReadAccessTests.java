package dev.authserver.security;

import java.util.List;
import java.util.Map;

import dev.authserver.testsupport.Api;
import dev.authserver.testsupport.ApiTest;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Who may read where reading is not for everybody, and which origins may call.
 */
class ReadAccessTests {

	private static final String PASSWORD = "correct horse battery";

	private static final List<String> READS = List.of("/users", "/users/", "/users/?limit=1", Api.query(Api.ADMIN),
			"/user?email=" + Api.ADMIN);

	private static String userToken(Api api) {
		String email = Api.email();
		api.create(email, PASSWORD, Api.bearer(api.adminToken()));
		return api.login(email, PASSWORD).text("access_token");
	}

	private static void assertReads(Api api, int status, String... credentials) {
		for (String path : READS) {
			for (String method : List.of("GET", "HEAD")) {
				assertThat(api.send(method, path, credentials).status()).as(method + path).isEqualTo(status);
			}
		}
	}

	@Nested
	@ApiTest
	@TestPropertySource(properties = { "READ_ACCESS=user", "CORS_ALLOWED_ORIGINS=https://app.example.com" })
	class ForUsers {

		@LocalServerPort
		private int port;

		@Test
		void readWhenForUsersTakesAnyAccessToken() {
			Api api = new Api(this.port);
			assertReads(api, 401);
			assertReads(api, 401, Api.bearer("garbage"));
			assertReads(api, 200, Api.bearer(userToken(api)));
			assertReads(api, 200, Api.bearer(api.adminToken()));
			assertThat(api.get(Api.query(Api.ADMIN), Api.bearer(userToken(api))).json().has("is_admin")).isFalse();
			assertThat(api.get(Api.query(Api.ADMIN), Api.bearer(api.adminToken())).json().has("is_admin")).isTrue();
			assertThat(api.create(Api.email(), PASSWORD, Api.bearer(userToken(api))).status()).isEqualTo(403);
			assertThat(api.get("/docs").status()).isEqualTo(200);
		}

		@Test
		void preflightWhenOriginIsNamedAllowsIt() {
			Api api = new Api(this.port);
			Api.Answer allowed = api.send("OPTIONS", "/user/", "Origin", "https://app.example.com",
					"Access-Control-Request-Method", "PUT", "Access-Control-Request-Headers", "authorization");
			assertThat(allowed.status()).isEqualTo(200);
			assertThat(allowed.header("Access-Control-Allow-Origin")).isEqualTo("https://app.example.com");
			assertThat(allowed.header("Access-Control-Allow-Methods")).contains("PUT");
			assertThat(allowed.header("Access-Control-Allow-Credentials")).isEmpty();
			Api.Answer login = api.json("POST", "/token/", Map.of("email", Api.ADMIN, "password", "wrong"), "Origin",
					"https://app.example.com");
			assertThat(login.status()).isEqualTo(401);
			assertThat(login.header("Access-Control-Allow-Origin")).isEqualTo("https://app.example.com");
		}

		@Test
		void requestWhenOriginIsNotNamedGetsNoPermission() {
			Api api = new Api(this.port);
			String[] origin = { "Origin", "https://evil.example.com", "Access-Control-Request-Method", "GET" };
			Api.Answer preflight = api.send("OPTIONS", "/users/", origin);
			assertThat(preflight.status()).isEqualTo(403);
			assertThat(preflight.header("Access-Control-Allow-Origin")).isEmpty();
			Api.Answer page = api.get("/docs", origin);
			assertThat(page.status()).isEqualTo(200);
			assertThat(page.header("Access-Control-Allow-Origin")).isEmpty();
		}

	}

	@Nested
	@ApiTest
	@TestPropertySource(properties = "READ_ACCESS=admin")
	class ForAdmins {

		@LocalServerPort
		private int port;

		@Test
		void readWhenForAdminsTakesAnAdminsAccessTokenOnly() {
			Api api = new Api(this.port);
			assertReads(api, 401);
			assertReads(api, 403, Api.bearer(userToken(api)));
			assertReads(api, 200, Api.bearer(api.adminToken()));
		}

		@Test
		void requestWhenNoOriginIsNamedGetsNoAccess() {
			Api.Answer answer = new Api(this.port).send("GET", "/docs", "Origin", "https://evil.example.com");
			assertThat(answer.status()).isEqualTo(200);
			assertThat(answer.header("Access-Control-Allow-Origin")).isEmpty();
		}

	}

}
