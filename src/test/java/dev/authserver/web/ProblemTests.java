package dev.authserver.web;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.authserver.testsupport.Api;
import dev.authserver.testsupport.Api.Answer;
import dev.authserver.testsupport.ApiTest;
import dev.authserver.testsupport.RawSocket;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The table of bad requests: what comes back is always a problem, and says what is wrong.
 */
@ApiTest
class ProblemTests {

	private static final String JSON = "application/json";

	private static final String FORM = "application/x-www-form-urlencoded";

	private static final String MULTIPART = "multipart/form-data; boundary=B";

	private static final String UNREADABLE = "body: must be JSON in UTF-8, with no member named twice and not nested deeply";

	private static final String NO_OBJECT = "body: must be a JSON object";

	private static final String MALFORMED = "body: must be well-formed";

	@LocalServerPort
	private int port;

	private Api api;

	@BeforeEach
	void connect() {
		this.api = new Api(this.port);
	}

	@ParameterizedTest
	@MethodSource
	void postWhenBodyIsBadReturns422(String path, String type, byte[] body, String detail) {
		String[] headers = (type != null) ? new String[] { "Content-Type", type } : new String[0];
		Answer answer = this.api.send("POST", path, body, headers);
		assertProblem(answer, 422);
		assertThat(answer.text("detail")).startsWith(detail);
		for (JsonNode error : answer.json().path("errors")) {
			assertThat(answer.text("detail"))
				.contains(error.path("field").asString() + ": " + error.path("message").asString());
		}
		assertThat(answer.json().path("errors")).isNotEmpty();
	}

	static Stream<Arguments> postWhenBodyIsBadReturns422() {
		String good = "{\"email\":\"a@example.com\",\"password\":\"s3cretbody\"}";
		return Stream.of(token("", NO_OBJECT), token("null", NO_OBJECT), token("[]", NO_OBJECT),
				token("\"s3cretbody\"", NO_OBJECT), token("{\"email\":\"s3cretbody", UNREADABLE),
				token("{}", "email: must not be null; password: must not be null"),
				token("{\"email\":1,\"password\":\"s3cretbody\"}", "email: must be a string"),
				token("{\"email\":true}", "email: must be a string"),
				token("{\"email\":1.5}", "email: must be a string"),
				token("{\"email\":{\"s3cretbody\":1}}", "email: must be a string"),
				token("{\"email\":[\"s3cretbody\"]}", "email: must be a string"),
				token("{\"email\":\"s3cretbody\",\"password\":\"x\"}", "email: must be an e-mail address"),
				token("{\"email\":\"" + "\u0301\u0316".repeat(16_000) + "\",\"password\":\"x\"}",
						"email: must be an e-mail address"),
				token("{\"email\":\"a@example.com\",\"email\":\"s3cretbody\"}", UNREADABLE),
				token(good + "{}", NO_OBJECT), token(good + "s3cretbody", UNREADABLE),
				token("[".repeat(30_000), NO_OBJECT), token("{\"x\":".repeat(5000), UNREADABLE),
				token("{\"x\":" + "9".repeat(5000) + "}", UNREADABLE),
				token(good.getBytes(StandardCharsets.UTF_8), null, "body: must be sent as application/json"),
				token(good.getBytes(StandardCharsets.UTF_8), "text/plain", "body: must be sent as application/json"),
				token(good.getBytes(StandardCharsets.UTF_8), "foo;;", "body: must be sent as application/json"),
				Arguments.of("/refresh/", FORM, good.getBytes(), "body: must be sent as application/json"),
				token(good.getBytes(StandardCharsets.UTF_8), "application/yaml",
						"body: must be sent as application/json"),
				token("{\"email\":\"\u00ff\"}".getBytes(StandardCharsets.ISO_8859_1), JSON, UNREADABLE),
				Arguments.of("/refresh/", JSON, "{\"refresh_token\":1}".getBytes(), "refresh_token: must be a string"),
				Arguments.of("/refresh/", JSON, "{}".getBytes(), "refresh_token: must not be null"),
				Arguments.of("/admin_token/", FORM, "username=%zz".getBytes(), "body: must be well-formed"),
				Arguments.of("/admin_token/", JSON, good.getBytes(),
						"body: must be sent as application/x-www-form-urlencoded or multipart/form-data"),
				Arguments.of("/admin_token/", "multipart/form-data", part("a", "x"), MALFORMED),
				Arguments.of("/admin_token/", MULTIPART, part("a\"; filename=\"s3cretbody\0x", "x"),
						"password: must not be empty; username: must not be empty"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "a/b/c", "garbage", "*/*", "multipart/*", ";", "application/json; charset=bogus",
			"application/json; charset=", "multipart/form-data; boundary=\"", "multipart/mixed; boundary=B",
			"application/x-www-form-urlencoded; charset='utf-8'" })
	void postWhenContentTypeIsStrangeReturns422(String type) {
		for (String path : List.of("/token/", "/refresh/", "/logout/", "/admin_token/")) {
			Answer answer = this.api.send("POST", path, part("username", "s3cretbody"), "Content-Type", type);
			assertProblem(answer, 422);
			assertThat(answer.text("detail")).startsWith("body: must be sent as application/");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "--B", "--B--x\r\n--C", "--B\r\n--B--", "--Bx\r\n\r\n\r\n--B--", "--B\n\n\n--B--",
			"--B\r\nContent-Disposition: form-data; name=\"a\"", "--B\r\nContent-Disposition:\r\n\r\n\r\n--B--",
			"--B\r\nContent-Disposition: x; name=\"\r\n\r\n\r\n--B--",
			"--B\r\nContent-Disposition: x; filename*=bogus''x\r\n\r\n\r\n--B--",
			"--B\r\nContent-Disposition: x; filename*=utf-8''\u00e9%\r\n\r\n\r\n--B--" })
	void postWhenMultipartIsMalformedReturns422(String body) {
		Answer answer = this.api.send("POST", "/admin_token/", (" " + body).getBytes(), "Content-Type", MULTIPART);
		assertProblem(answer, 422);
	}

	private static Arguments token(String body, String detail) {
		return token(body.getBytes(StandardCharsets.UTF_8), JSON, detail);
	}

	private static Arguments token(byte[] body, String type, String detail) {
		return Arguments.of("/token/", type, body, detail);
	}

	private static byte[] part(String name, String value) {
		String part = "--B\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n%s\r\n--B--\r\n";
		return part.formatted(name, value).getBytes(StandardCharsets.UTF_8);
	}

	@ParameterizedTest
	@ValueSource(strings = { "UTF-16", "UTF-16LE", "UTF-32" })
	void postWhenJsonIsInAnotherCharsetIsNoServerError(String charset) {
		byte[] body = "{\"email\":\"a@example.com\",\"password\":\"x\"}".getBytes(Charset.forName(charset));
		assertThat(this.api.send("POST", "/token/", body, "Content-Type", JSON).status()).isBetween(400, 499);
	}

	@ParameterizedTest
	@CsvSource(quoteCharacter = '`',
			value = { "/user, email: is required", "/user/?email=x, email: must be an e-mail address",
					"/user?email=a%00b@example.com, email: must be an e-mail address",
					"/user?email=%ff, parameters: must be well-formed and not too many",
					"/user?email=%00, email: must be an e-mail address",
					"/users?limit=x, limit: must be a whole number",
					"/users?limit=0, limit: must be greater than or equal to 1",
					"/users?after=99999999999999999999, after: must be a whole number" })
	void getWhenQueryIsBadReturns422(String path, String detail) {
		Answer answer = this.api.get(path);
		assertProblem(answer, 422);
		assertThat(answer.text("detail")).startsWith(detail);
		assertThat(answer.json().path("errors").path(0).path("field").asString()).isEqualTo(detail.split(":")[0]);
	}

	@Test
	void getWhenParametersAreTooManyReturns422() {
		String query = String.join("&", IntStream.range(0, 200).mapToObj((i) -> "a" + i + "=1").toList());
		assertProblem(this.api.get("/user?" + query), 422);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/nope", "/Users", "/error", "/users//", "/webjars/", "/actuator/env", "/user/1" })
	void getWhenPathIsUnknownReturns404(String path) {
		Answer answer = this.api.get(path, "Accept", "text/html");
		assertProblem(answer, 404);
		assertThat(answer.text("detail")).isEqualTo("There is nothing at this address");
	}

	@ParameterizedTest
	@CsvSource({ "/users, POST, 'GET,HEAD,OPTIONS'", "/users/, PATCH, 'GET,HEAD,OPTIONS'",
			"/token/, GET, 'OPTIONS,POST'", "/refresh, PUT, 'OPTIONS,POST'",
			"/user, FOO, 'DELETE,GET,HEAD,OPTIONS,POST,PUT'" })
	void sendWhenMethodIsUnknownReturns405WithAllMethods(String path, String method, String allowed) {
		Answer answer = this.api.send(method, path);
		assertProblem(answer, 405);
		List<String> allow = Arrays.stream(answer.header("Allow").split(", ?")).sorted().toList();
		assertThat(allow).containsExactly(allowed.split(","));
	}

	@ParameterizedTest
	@ValueSource(strings = { "text/html", "application/xml", "image/png", "////" })
	void getWhenAcceptIsStrangeAnswersInJson(String accept) {
		Answer answer = this.api.get("/users/", "Accept", accept);
		assertThat(answer.status()).isEqualTo(200);
		assertThat(answer.header("Content-Type")).isEqualTo("application/json");
		assertProblem(this.api.get("/user/?email=x", "Accept", accept), 422);
	}

	@ParameterizedTest
	@CsvSource({ "/token/, application/json, 70000", "/token, application/json, 5000000",
			"/admin_token/, application/x-www-form-urlencoded, 70000",
			"/admin_token/, multipart/form-data; boundary=B, 70000" })
	void postWhenBodyIsTooLargeReturns413(String path, String type, int size) throws IOException {
		String start = type.startsWith("multipart") ? "--B\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n" : " ";
		String body = start + " ".repeat(size) + "\r\n--B--\r\n";
		assertProblem(this.api.send("POST", path, body.getBytes(), "Content-Type", type), 413);
		String head = RawSocket.request("POST", path, "Content-Type: " + type, "Transfer-Encoding: chunked");
		String chunk = Integer.toHexString(body.length()) + "\r\n" + body + "\r\n0\r\n\r\n";
		assertProblem(RawSocket.send(this.port, head + chunk), 413);
	}

	@ParameterizedTest
	@MethodSource
	void sendWhenNotHttpReturnsProblem(String request, int status) throws IOException {
		Answer answer = RawSocket.send(this.port, request);
		assertProblem(answer, status);
	}

	static Stream<Arguments> sendWhenNotHttpReturnsProblem() {
		return Stream.of(Arguments.of("GARBAGE\r\n\r\n", 400), raw("GET", "/<s3cretbody>", 400),
				raw("GET", "/user?email=%zz", 422), raw("GET", "/users%2f", 400), raw("GET", "/%2e%2e/users", 400),
				raw("GET", "/users;x=y", 400), raw("GET", "/..;/users", 400), raw("GET", "/users/..;/user", 400),
				raw("GET", "//users", 400), raw("GET", "/./users", 400), raw("GET", "/%ff", 400),
				raw("GET", "/users%00", 400), raw("GET", "/users%0a", 400), raw("GET", "/users\\x", 400),
				raw("GET", "/users/%zz", 400), raw("GET", "/x?" + "a".repeat(20_000), 400),
				raw("GET", "/users", 400, "X: " + "a".repeat(20_000)), raw("GET", "/users", 400, "Cookie: a=\u0001"),
				raw("GET", "/users", 400, "Host: other"), raw("GET", "/users", 417, "Expect: foo"),
				raw("TRACE", "/users", 405), raw("CONNECT", "/users", 400),
				raw("POST", "/token", 400, "Content-Length: abc"),
				raw("POST", "/token", 400, "Transfer-Encoding: s3cretbody"),
				raw("POST", "/user", 401, "Authorization: Bearer \u00c3\u00a9"),
				Arguments.of(RawSocket.request("POST", "/token", "Content-Type: application/json",
						"Transfer-Encoding: chunked") + "ZZ\r\n{}\r\n", 400));
	}

	/**
	 * Tomcat passes these characters on, and Spring Security refuses them when a header
	 * is first read, which can be deep in a controller.
	 */
	@ParameterizedTest
	@CsvSource({ "/me, Authorization", "/me, Origin", "/me, Accept-Language", "/users, Origin", "/users, Range",
			"/docs, Range", "/docs, If-None-Match", "/favicon.svg, If-Modified-Since",
			"/openapi.json, X-Forwarded-Prefix", "/actuator/health, Accept", "/nope, Content-Type",
			"/token, Content-Type", "/admin_token, Content-Type" })
	void sendWhenHeaderHoldsControlCharactersIsNoServerError(String path, String header) throws IOException {
		for (String method : List.of("GET", "POST", "PUT", "OPTIONS")) {
			String request = RawSocket.request(method, path, header + ": Bearer \u0085\u00e9", "Content-Length: 2");
			assertThat(RawSocket.send(this.port, request + "{}").status()).isBetween(200, 499);
		}
	}

	@ParameterizedTest
	@CsvSource({ "Accept-Language, 'aa,'", "Accept, 'a/b,'", "Cookie, 'a=b;'", "If-None-Match, '\"a\",'",
			"Access-Control-Request-Headers, 'a,'", "X-Forwarded-For, '1.1.1.1,'" })
	void getWhenHeaderListIsLongIsNoServerError(String header, String element) {
		String[] headers = { header, element.repeat(800), "Authorization", "Bearer " + this.api.adminToken() };
		for (String path : List.of("/me/", "/users/?q=a", "/users/?limit=1", "/docs", "/favicon.svg",
				"/actuator/health")) {
			assertThat(this.api.get(path, headers).status()).isBetween(200, 499);
		}
	}

	@Test
	void getWhenLanguagesAreManyAnswers() {
		String languages = "de-DE, de, en-GB, en-US, en, fr-FR, fr, es-ES, es, it-IT, it, pt";
		Answer answer = this.api.get("/me/", "Accept-Language", languages, "Authorization",
				"Bearer " + this.api.adminToken());
		assertThat(answer.status()).isEqualTo(200);
	}

	@Test
	void loginWhenUserAgentHoldsControlCharactersReturns400() throws IOException {
		String body = "{\"email\":\"admin@example.com\",\"password\":\"admin\"}";
		String request = RawSocket.request("POST", "/token", "Content-Type: application/json", "User-Agent: \u0085",
				"Content-Length: " + body.length());
		assertProblem(RawSocket.send(this.port, request + body), 400);
	}

	private static Arguments raw(String method, String target, int status, String... headers) {
		return Arguments.of(RawSocket.request(method, target, headers), status);
	}

	@Test
	void getWhenNoProxyIsTrustedIgnoresWhatIsForwarded() {
		Answer answer = this.api.get("/nope", "X-Forwarded-Proto", "https", "X-Forwarded-For", "unknown",
				"X-Request-Id", "0123456789abcdef");
		assertProblem(answer, 404);
		assertThat(answer.header("X-Request-Id")).isNotEqualTo("0123456789abcdef");
	}

	private static void assertProblem(Answer answer, int status) {
		assertThat(answer.status()).as(answer.body()).isEqualTo(status);
		assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
		ProtectiveHeaders.assertPresent(answer);
		JsonNode problem = answer.json();
		assertThat(problem.path("status").asInt()).isEqualTo(status);
		assertThat(problem.path("type").asString()).matches("about:blank|/problems/[a-z-]+");
		assertThat(problem.path("title").asString()).isNotBlank();
		assertThat(problem.path("detail").isString()).isTrue();
		assertThat(problem.path("request_id").asString()).matches("[0-9a-f]{16}")
			.isEqualTo(answer.header("X-Request-Id"));
		assertThat(answer.body()).doesNotContain("s3cretbody", "Exception", "springframework", "tomcat");
	}

}
