package dev.authserver.proxy;

import java.util.Map;

import dev.authserver.testsupport.Api;
import dev.authserver.testsupport.Api.Answer;
import dev.authserver.testsupport.ApiTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a client sees behind a proxy that ends TLS.
 */
@ApiTest
@TestPropertySource(properties = "TRUSTED_PROXIES=127.0.0.1,10.0.0.0/8")
class TrustedProxyTests {

	private static final String HSTS = "Strict-Transport-Security";

	@LocalServerPort
	private int port;

	@ParameterizedTest
	@ValueSource(strings = { "/users/", "/nope", "/user/?email=x", "/users;x=y", "/docs", "/actuator/health", "/me/" })
	void getWhenProxySpeaksHttpsSendsHsts(String path) {
		Api api = new Api(this.port);
		assertThat(api.get(path, "X-Forwarded-Proto", "https").header(HSTS)).startsWith("max-age=");
		assertThat(api.get(path, "X-Forwarded-Proto", "http").header(HSTS)).isEmpty();
		assertThat(api.get(path).header(HSTS)).isEmpty();
	}

	@Test
	void getWhenSchemesAreSeveralTakesTheOneOfTheTrustedHop() {
		Api api = new Api(this.port);
		assertThat(api.get("/users/", "X-Forwarded-Proto", "https", "X-Forwarded-Proto", "http").header(HSTS))
			.isEmpty();
		assertThat(api.get("/users/", "X-Forwarded-For", "192.0.2.7, 10.1.1.1", "X-Forwarded-Proto", "https, http")
			.header(HSTS)).isNotEmpty();
	}

	@Test
	void loginWhenForwardedKeepsTheAddressOfTheClient() {
		Api api = new Api(this.port);
		Answer login = api.json("POST", "/token/", Map.of("email", Api.ADMIN, "password", Api.ADMIN_PASSWORD),
				"X-Forwarded-For", "6.6.6.6, [2001:db8::7]:4711", "X-Forwarded-Proto", "https");
		Answer sessions = api.get("/me/sessions/", Api.bearer(login.text("access_token")));
		assertThat(sessions.body()).contains("2001:db8:0:0:0:0:0:7").doesNotContain("6.6.6.6").doesNotContain("4711");
	}

	@Test
	void createWhenForwardedReturnsLocationWithoutScheme() {
		Api api = new Api(this.port);
		String email = Api.email();
		Answer created = api.json("POST", "/user/", Map.of("email", email, "password", "correct horse battery"),
				"Authorization", "Bearer " + api.adminToken(), "X-Forwarded-Proto", "https");
		assertThat(created.header("Location")).isEqualTo(Api.query(email));
	}

}
