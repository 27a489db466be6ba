package dev.authserver.proxy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import dev.authserver.settings.InvalidSettingException;
import dev.authserver.testsupport.Api;
import dev.authserver.testsupport.Api.Answer;
import dev.authserver.testsupport.ApiTest;
import dev.authserver.testsupport.ServerProcess;
import dev.authserver.testsupport.Tokens;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

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
	void getWhenSchemesAreSeveralNeedsHttpsOfAll() {
		Api api = new Api(this.port);
		assertThat(api.get("/users/", "X-Forwarded-Proto", "https, http").header(HSTS)).isEmpty();
		assertThat(api.get("/users/", "X-Forwarded-Proto", "http, https").header(HSTS)).isEmpty();
		assertThat(api.get("/users/", "X-Forwarded-Proto", "https, https").header(HSTS)).isNotEmpty();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "192.0.2.7 | 192.0.2.7", "6.6.6.6, 192.0.2.7 | 192.0.2.7",
					"6.6.6.6, 192.0.2.7, 10.9.9.9 | 192.0.2.7", "192.0.2.7:4711 | 192.0.2.7",
					"[2001:db8::7]:4711 | 2001:db8:0:0:0:0:0:7", "2001:db8::7 | 2001:db8:0:0:0:0:0:7",
					"::ffff:192.0.2.7 | 192.0.2.7", "10.2.2.2 | 10.2.2.2", "unknown | 127.0.0.1", "::: | 127.0.0.1",
					"999.1.1.1 | 127.0.0.1", "192.0.2.07 | 127.0.0.1", "[192.0.2.7] | 192.0.2.7", "[:]:x | 127.0.0.1",
					"192.0.2.7, ,10.2.2.2 | 192.0.2.7" })
	void loginWhenForwardedIsOfTheRightmostAddressThatIsNoProxy(String forwarded, String client) {
		Api api = new Api(this.port);
		Answer login = api.json("POST", "/token/", Map.of("email", Api.ADMIN, "password", Api.ADMIN_PASSWORD),
				"X-Forwarded-For", forwarded);
		String session = Tokens.claims(login.text("access_token")).path("sid").asString();
		JsonNode sessions = api.get("/me/sessions/", Api.bearer(login.text("access_token"))).json();
		assertThat(sessions.valueStream().filter((one) -> one.path("id").asString().equals(session)))
			.extracting((one) -> one.path("address").asString())
			.containsExactly(client);
	}

	@ParameterizedTest
	@ValueSource(strings = { "0", "5f0c2d9a71e84b36", "0b9e5a3c-8f1d-4b6e-9c57-2f60d1c3a8e4", "a.B_c-1" })
	void getWhenProxyNamesTheRequestKeepsItsName(String id) {
		for (String path : List.of("/users/", "/nope", "/docs", "/me/")) {
			assertThat(new Api(this.port).get(path, "X-Request-Id", id).header("X-Request-Id")).isEqualTo(id);
		}
		assertThat(new Api(this.port).get("/nope", "X-Request-Id", id).text("request_id")).isEqualTo(id);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "a b", "a\"b", "[x]", "{}", "a,b",
			"01234567890123456789012345678901234567890123456789012345678901234" })
	void getWhenProxyNamesTheRequestStrangelyDrawsAnId(String id) {
		assertThat(new Api(this.port).get("/users/", "X-Request-Id", id).header("X-Request-Id"))
			.matches("[0-9a-f]{16}");
	}

	@ParameterizedTest
	@ValueSource(strings = { "proxy.example.com", "10.0.0.0/33", "*" })
	void startWhenTrustedProxyIsNoNetworkIsRefused(String network) {
		assertThatExceptionOfType(InvalidSettingException.class).isThrownBy(() -> new ProxyProperties(List.of(network)))
			.withMessageContaining("TRUSTED_PROXIES");
	}

	@Test
	void createWhenForwardedReturnsLocationWithoutScheme() {
		Api api = new Api(this.port);
		String email = Api.email();
		Answer created = api.json("POST", "/user/", Map.of("email", email, "password", "correct horse battery"),
				"Authorization", "Bearer " + api.adminToken(), "X-Forwarded-Proto", "https");
		assertThat(created.header("Location")).isEqualTo(Api.query(email));
	}

	/**
	 * On Kubernetes Boot would read forwarding headers by itself, from all private
	 * networks.
	 */
	@Test
	void loginWhenNoProxyIsTrustedOnKubernetesKeepsTheAddressOfThePeer(@TempDir Path folder) {
		Map<String, String> settings = ServerProcess.settings(folder);
		settings.put("KUBERNETES_SERVICE_HOST", "127.0.0.1");
		settings.put("KUBERNETES_SERVICE_PORT", "443");
		try (ServerProcess server = ServerProcess.start(settings)) {
			Answer login = server.api()
				.json("POST", "/token/", Map.of("email", Api.ADMIN, "password", Api.ADMIN_PASSWORD), "X-Forwarded-For",
						"192.0.2.7", "X-Forwarded-Proto", "https");
			assertThat(login.header(HSTS)).isEmpty();
			assertThat(server.api().get("/me/sessions/", Api.bearer(login.text("access_token"))).body())
				.contains("127.0.0.1")
				.doesNotContain("192.0.2.7");
		}
	}

}
