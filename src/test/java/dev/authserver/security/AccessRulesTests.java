package dev.authserver.security;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import dev.authserver.testsupport.Api;
import dev.authserver.testsupport.Api.Answer;
import dev.authserver.testsupport.ApiTest;
import dev.authserver.testsupport.Tokens;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Who may take which route, in which form of its path.
 */
@ApiTest
class AccessRulesTests {

	private static final String PASSWORD = "correct horse battery";

	@LocalServerPort
	private int port;

	private Api api;

	private String victim;

	@BeforeEach
	void makeVictim() {
		this.api = new Api(this.port);
		this.victim = Api.email();
		assertThat(this.api.create(this.victim, PASSWORD, Api.bearer(this.api.adminToken())).status()).isEqualTo(201);
	}

	private String[] credentials(Caller caller) {
		return switch (caller) {
			case NOBODY -> new String[0];
			case GARBAGE -> Api.bearer("garbage");
			case EMPTY -> Api.bearer("");
			case BASIC -> new String[] { "Authorization", "Basic YWRtaW5AZXhhbXBsZS5jb206YWRtaW4=" };
			case BARE -> new String[] { "Authorization", this.api.adminToken() };
			case USER -> Api.bearer(userToken("access_token"));
			case REFRESH_TOKEN -> Api.bearer(this.api.login(Api.ADMIN, Api.ADMIN_PASSWORD).text("refresh_token"));
			case EXPIRED -> Api.bearer(Tokens.shifted(this.api.adminToken(), -16 * 60));
			case FORGED -> Api.bearer(Tokens.withClaim(userToken("access_token"), "is_admin", true));
			case DELETED -> Api.bearer(deletedUserToken());
			case ADMIN -> Api.bearer(this.api.adminToken());
		};
	}

	private String userToken(String kind) {
		return this.api.login(this.victim, PASSWORD).text(kind);
	}

	private String deletedUserToken() {
		String[] admin = Api.bearer(this.api.adminToken());
		String email = Api.email();
		this.api.create(email, PASSWORD, admin);
		String token = this.api.login(email, PASSWORD).text("access_token");
		assertThat(this.api.send("DELETE", Api.query(email), admin).status()).isEqualTo(204);
		return token;
	}

	private Answer write(String method, String path, String[] credentials) {
		return switch (method) {
			case "POST" ->
				this.api.json("POST", path, Map.of("email", "new-" + this.victim, "password", PASSWORD), credentials);
			case "PUT" -> this.api.json("PUT", path + "?email=" + Api.encode(this.victim),
					Map.of("new_email", "moved-" + this.victim), credentials);
			default -> this.api.send(method, path + "?email=" + Api.encode(this.victim), credentials);
		};
	}

	private void assertUntouched() {
		assertThat(this.api.get(Api.query(this.victim)).status()).isEqualTo(200);
		assertThat(this.api.get(Api.query("new-" + this.victim)).status()).isEqualTo(404);
	}

	@ParameterizedTest
	@EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "ADMIN")
	void writeWhenCallerIsNoAdminIsRefusedOnEveryPath(Caller caller) {
		String[] credentials = credentials(caller);
		for (String method : List.of("POST", "PUT", "DELETE")) {
			for (String path : List.of("/user", "/user/")) {
				Answer answer = write(method, path, credentials);
				assertThat(answer.status()).as(method + path).isEqualTo(caller.status);
				assertThat(answer.header("WWW-Authenticate")).as(method + path).isEqualTo(challenge(caller, answer));
				assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
			}
			for (String path : variants()) {
				assertThat(write(method, path, credentials).status()).as(method + path).isIn(400, 401, 403, 404, 405);
			}
		}
		assertUntouched();
	}

	private static String challenge(Caller caller, Answer answer) {
		if (caller.status == 403) {
			return "";
		}
		return caller.presentsToken ? answer.header("WWW-Authenticate")
			.replaceAll("^(?!Bearer error=\"invalid_token\").*", "a challenge with invalid_token") : "Bearer";
	}

	private static List<String> variants() {
		return List.of("/USER/", "/User", "/user;x=y", "/user;x=y/", "/user/;x=y", "//user", "//user/", "/user//",
				"/%75ser/", "/user%2f", "/%2fuser", "/users/..;/user", "/users/../user/", "/./user", "/user/.",
				"/user.json", "/user%00", "/user%20", "/user/%2e", "/user%3b", "/error/../user", "/actuator/..;/user",
				"/user%0a");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/user", "/user/" })
	void writeWhenAdminSucceeds(String path) {
		String[] admin = credentials(Caller.ADMIN);
		assertThat(write("POST", path, admin).status()).isEqualTo(201);
		assertThat(write("PUT", path, admin).status()).isEqualTo(200);
		this.victim = "moved-" + this.victim;
		assertThat(write("DELETE", path, admin).status()).isEqualTo(204);
	}

	@Test
	void writeWhenMethodIsOverriddenIsRefused() {
		for (String header : List.of("X-HTTP-Method-Override", "X-HTTP-Method", "X-Method-Override")) {
			Answer answer = this.api.json("POST", Api.query(this.victim), Map.of(), header, "DELETE");
			assertThat(answer.status()).isEqualTo(401);
			this.api.send("GET", Api.query(this.victim), header, "DELETE");
			this.api.form("/token/", Map.of("_method", "DELETE"), header, "DELETE");
		}
		this.api.send("GET", "/users/", "X-Original-URL", "/user/", "X-Rewrite-URL", "/user/");
		assertUntouched();
	}

	@Test
	void writeWhenTokenIsInTheQueryIsRefused() {
		String token = this.api.adminToken();
		assertThat(this.api.send("DELETE", Api.query(this.victim) + "&access_token=" + token).status()).isEqualTo(401);
		assertUntouched();
	}

	@Test
	void writeWhenRequestIsBadIsRefusedBeforeItIsJudged() {
		assertThat(this.api.json("POST", "/user/", Map.of()).status()).isEqualTo(401);
		assertThat(this.api.send("PUT", "/user/?email=nope").status()).isEqualTo(401);
		assertThat(this.api.send("DELETE", Api.query(Api.email())).status()).isEqualTo(401);
		String[] user = credentials(Caller.USER);
		assertThat(this.api.json("POST", "/user/", Map.of(), user).status()).isEqualTo(403);
		assertThat(this.api.send("DELETE", "/user/", user).status()).isEqualTo(403);
	}

	@ParameterizedTest
	@EnumSource
	void publicRouteWhenAnyCredentialsIgnoresThem(Caller caller) {
		String[] credentials = credentials(caller);
		for (String path : List.of("/user/?email=" + Api.ADMIN, "/users", "/users/", "/", "/docs", "/redoc/",
				"/openapi.json")) {
			assertThat(this.api.get(path, credentials).status()).as(path).isEqualTo(200);
			assertThat(this.api.send("HEAD", path, credentials).status()).as(path).isEqualTo(200);
		}
		Answer login = this.api.json("POST", "/token/", Map.of("email", this.victim, "password", PASSWORD),
				credentials);
		assertThat(login.status()).isEqualTo(200);
		assertThat(this.api.json("POST", "/refresh", Map.of("refresh_token", login.text("refresh_token")), credentials)
			.status()).isEqualTo(200);
		assertThat(this.api
			.form("/admin_token", Map.of("username", Api.ADMIN, "password", Api.ADMIN_PASSWORD), credentials)
			.status()).isEqualTo(200);
	}

	static Stream<String> unknownPaths() {
		return Stream.of("/nope", "/user/nope", "/error", "/actuator", "/actuator/env", "/actuator/heapdump",
				"/actuator/beans", "/actuator/health/db", "/actuator/sbom", "/actuator/sbom/application",
				"/actuator/prometheus", "/actuator/metrics", "/META-INF/sbom/application.cdx.json",
				"/sbom/application.cdx.json", "/application.cdx.json", "/h2-console", "/h2-console/", "/v3/api-docs",
				"/openapi.yaml", "/swagger-ui.html", "/webjars/", "/webjars/h2/x", "/application.yaml",
				"/WEB-INF/web.xml", "/common-passwords.txt", "/pages/", "/login", "/logout-all");
	}

	@ParameterizedTest
	@MethodSource("unknownPaths")
	void requestWhenPathIsUnknownIs404ForEverybody(String path) {
		for (Caller caller : List.of(Caller.NOBODY, Caller.GARBAGE, Caller.ADMIN)) {
			for (String method : List.of("GET", "POST", "DELETE")) {
				Answer answer = this.api.send(method, path, credentials(caller));
				assertThat(answer.status()).as(method + " " + caller).isEqualTo(404);
				assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
			}
		}
	}

	@Test
	void getWhenRouteIsNotInTheTableIs404() {
		assertThat(this.api.get("/openapi.json.yaml").status()).isEqualTo(404);
	}

	@Test
	void requestWhenMethodIsUnknownIs405WithEveryMethod() {
		assertAllow("PATCH", "/user/", "GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS");
		assertAllow("FOO", "/user", "GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS");
		assertAllow("GET", "/token/", "POST", "OPTIONS");
		assertAllow("PUT", "/refresh", "POST", "OPTIONS");
		assertAllow("DELETE", "/admin_token/", "POST", "OPTIONS");
		assertAllow("POST", "/users/", "GET", "HEAD", "OPTIONS");
		assertAllow("POST", "/", "GET", "HEAD", "OPTIONS");
		assertAllow("DELETE", "/docs", "GET", "HEAD", "OPTIONS");
	}

	private void assertAllow(String method, String path, String... allowed) {
		Answer answer = this.api.send(method, path);
		assertThat(answer.status()).as(method + path).isEqualTo(405);
		assertThat(answer.header("Allow").split(",\\s*")).as(method + path).containsExactlyInAnyOrder(allowed);
	}

	@Test
	void oldTokenWhenEmailHasANewUserActsForNobody() {
		String[] admin = credentials(Caller.ADMIN);
		Answer login = this.api.login(this.victim, PASSWORD);
		assertThat(this.api.send("DELETE", Api.query(this.victim), admin).status()).isEqualTo(204);
		assertThat(this.api.create(this.victim, PASSWORD, admin).status()).isEqualTo(201);
		assertThat(this.api.refresh(login.text("refresh_token")).status()).isEqualTo(401);
		assertThat(write("DELETE", "/user/", Api.bearer(login.text("access_token"))).status()).isEqualTo(401);
	}

	@Test
	void adminTokenWhenCredentialsHaveChangedIsRefusedAtOnce() {
		String old = this.api.adminToken();
		String renamed = "root-" + this.victim;
		this.api.json("PUT", Api.query(Api.ADMIN), Map.of("new_email", renamed), Api.bearer(old));
		String fresh = this.api.adminLogin(renamed, Api.ADMIN_PASSWORD).text("access_token");
		try {
			assertThat(write("DELETE", "/user/", Api.bearer(old)).status()).isEqualTo(401);
			assertUntouched();
		}
		finally {
			this.api.json("PUT", Api.query(renamed), Map.of("new_email", Api.ADMIN), Api.bearer(fresh));
		}
	}

	/**
	 * Who calls, and what a write answers.
	 */
	enum Caller {

		NOBODY(401, false), GARBAGE(401, true), EMPTY(401, true), BASIC(401, false), BARE(401, false), USER(403, true),
		REFRESH_TOKEN(401, true), EXPIRED(401, true), FORGED(401, true), DELETED(401, true), ADMIN(200, true);

		private final int status;

		private final boolean presentsToken;

		Caller(int status, boolean presentsToken) {
			this.status = status;
			this.presentsToken = presentsToken;
		}

	}

}
