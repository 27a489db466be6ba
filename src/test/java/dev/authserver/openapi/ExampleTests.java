package dev.authserver.openapi;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import dev.authserver.openapi.Document.Operation;
import dev.authserver.testsupport.Api;
import dev.authserver.testsupport.Api.Answer;
import dev.authserver.testsupport.ApiTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The documented examples are what is really answered. No other test makes users with
 * their e-mails in this server.
 */
@ApiTest
@TestPropertySource(properties = "READ_ACCESS=admin")
class ExampleTests {

	private static final String ADA = "ada@example.com";

	private static final String PASSWORD = "correct horse battery";

	/**
	 * The members of a problem that an example must have as the answer has them.
	 */
	private static final List<String> MEMBERS = List.of("type", "title", "status", "detail", "errors");

	/**
	 * Refusals of tokens, which {@link LockTests} looks at, of too much at once, and of
	 * keys, of which this server has none.
	 */
	private static final Set<String> NOT_PROVOKED = Set.of("key-not-found", "not-authenticated", "invalid-token",
			"expired-token", "ended-session", "not-admin", "throttled", "overloaded");

	@LocalServerPort
	private int port;

	private Api api;

	private Document document;

	private String[] admin;

	@BeforeEach
	void deleteAda() {
		this.api = new Api(this.port);
		this.document = new Document(this.api);
		this.admin = Api.bearer(this.api.adminToken());
		this.api.send("DELETE", Api.query(ADA), this.admin);
	}

	@Test
	void bodyWhenSentAsDocumentedIsAccepted() {
		Answer created = accept("createUser", 201, this.admin);
		assertThat(created.header("Location")).isEqualTo(
				this.document.operation("createUser").response(201).at("/headers/Location/schema/example").asString());
		Answer login = accept("login", 200);
		accept("updateUser", 200, this.admin);
		accept("changePassword", 204, Api.bearer(login.text("access_token")));
		accept("logout", 204);
		accept("refresh", 401);
		assertThat(this.api.get(Api.query(ADA), this.admin).text("email")).isEqualTo(ADA);
		Answer adminLogin = this.api.form("/admin_token/",
				members(example("adminLogin", "application/x-www-form-urlencoded")));
		assertFits("adminLogin", 200, adminLogin);
	}

	private Answer accept(String id, int status, String... credentials) {
		Operation operation = this.document.operation(id);
		String path = operation.path() + (id.equals("updateUser") ? "?email=" + ADA : "");
		Answer answer = this.api.send(operation.method(), path,
				example(id, "application/json").toString().getBytes(StandardCharsets.UTF_8),
				with(credentials, "Content-Type", "application/json"));
		assertFits(id, status, answer);
		return answer;
	}

	private JsonNode example(String id, String type) {
		return this.document.example(this.document.operation(id).body(type));
	}

	private static Map<String, String> members(JsonNode form) {
		return form.properties()
			.stream()
			.collect(Collectors.toMap(Map.Entry::getKey, (member) -> member.getValue().asString()));
	}

	private static String[] with(String[] headers, String name, String value) {
		List<String> all = new ArrayList<>(List.of(headers));
		all.addAll(List.of(name, value));
		return all.toArray(String[]::new);
	}

	/**
	 * An answer has the members of its example, and every required one.
	 */
	private void assertFits(String id, int status, Answer answer) {
		assertThat(answer.status()).as(id).isEqualTo(status);
		JsonNode content = this.document.operation(id).response(status).at("/content/application~1json");
		if (!content.isMissingNode()) {
			assertThat(answer.json().propertyNames()).as(id)
				.containsAll(this.document.schema(content.path("schema"))
					.path("required")
					.valueStream()
					.map(JsonNode::asString)
					.toList())
				.containsAll(this.document.example(content).propertyNames());
		}
	}

	@Test
	void exampleWhenStatusIsDocumentedIsThere() {
		for (Operation operation : this.document.operations()) {
			operation.node().path("responses").properties().forEach((response) -> {
				JsonNode content = response.getValue().path("content");
				int status = Integer.parseInt(response.getKey());
				assertThat(content.isEmpty()).as(operation + " " + status)
					.isEqualTo(status == 204 || operation.id().equals("revoke") && status == 200);
				content.valueStream()
					.forEach((type) -> assertThat(this.document.example(type).toString()).as(operation + " " + status)
						.doesNotContain("{}", ":null", "{id}"));
				if (status >= 400) {
					operation.problems()
						.values()
						.forEach((problem) -> assertThat(problem.path("type").asString()).startsWith("/problems/"));
				}
			});
		}
	}

	@Test
	void exampleWhenProblemIsProvokedIsWhatIsAnswered() {
		Map<String, Set<String>> left = new HashMap<>();
		this.document.operations()
			.forEach((operation) -> left.put(operation.id(), new TreeSet<>(operation.problems().keySet())));
		left.values().forEach((kinds) -> kinds.removeAll(NOT_PROVOKED));
		provoke().forEach((problem) -> {
			JsonNode example = this.document.operation(problem.operation()).problems().get(problem.kind());
			assertThat(example).as(problem.operation() + " " + problem.kind()).isNotNull();
			for (String member : MEMBERS) {
				assertThat(problem.answer().json().path(member)).as(problem.toString()).isEqualTo(example.path(member));
			}
			left.get(problem.operation()).remove(problem.kind());
		});
		assertThat(left.values()).allMatch(Set::isEmpty, "everything documented is provoked: " + left);
	}

	private Set<Provoked> provoke() {
		Set<Provoked> all = new HashSet<>();
		String nobody = "user-not-found";
		String invalid = "invalid-input";
		String nope = "?email=nope";
		String ada = "?email=" + ADA;
		all.add(new Provoked("login", "wrong-credentials", this.api.login(ADA, "wrong")));
		all.add(new Provoked("login", invalid, this.api.login("nope", PASSWORD)));
		all.add(new Provoked("adminLogin", "wrong-credentials", this.api.adminLogin(Api.ADMIN, "wrong")));
		all.add(new Provoked("adminLogin", invalid,
				this.api.form("/admin_token/", Map.of("username", Api.ADMIN, "password", "x", "grant_type", "x"))));
		all.add(new Provoked("refresh", invalid, this.api.json("POST", "/refresh/", Map.of())));
		all.add(new Provoked("logout", invalid, this.api.json("POST", "/logout/", Map.of())));
		all.add(new Provoked("listUsers", invalid, this.api.get("/users/?limit=1001", this.admin)));
		all.add(new Provoked("getUser", nobody, this.api.get("/user/" + ada, this.admin)));
		all.add(new Provoked("getUser", invalid, this.api.get("/user/" + nope, this.admin)));
		all.add(new Provoked("updateUser", nobody, put(ADA, Map.of())));
		all.add(new Provoked("updateUser", invalid, put(ADA, Map.of("new_email", "nope"))));
		all.add(new Provoked("updateUser", "last-admin", put(Api.ADMIN, Map.of("is_admin", false))));
		all.add(new Provoked("deleteUser", nobody, this.api.send("DELETE", "/user/" + ada, this.admin)));
		all.add(new Provoked("deleteUser", invalid, this.api.send("DELETE", "/user/" + nope, this.admin)));
		all.add(new Provoked("deleteUser", "last-admin", this.api.send("DELETE", Api.query(Api.ADMIN), this.admin)));
		all.add(new Provoked("liftThrottle", nobody, this.api.send("DELETE", "/user/throttle/" + ada, this.admin)));
		all.add(new Provoked("liftThrottle", invalid, this.api.send("DELETE", "/user/throttle/" + nope, this.admin)));
		all.add(new Provoked("importUsers", invalid, this.api.json("POST", "/users/import/", Map.of(), this.admin)));
		all.add(new Provoked("createUser", invalid, this.api.create(ADA, "short", this.admin)));
		all.add(new Provoked("introspect", "not-found", this.api.form("/introspect/", Map.of("token", "x"))));
		all.add(new Provoked("getMetadata", "not-found", this.api.get("/.well-known/oauth-authorization-server")));
		all.add(new Provoked("listKeys", "fixed-key", this.api.get("/keys/", this.admin)));
		all.add(new Provoked("rotateKeys", "fixed-key", this.api.send("POST", "/keys/rotate/", this.admin)));
		all.add(new Provoked("deleteKey", "fixed-key", this.api.send("DELETE", "/keys/x/", this.admin)));
		for (String method : List.of("GET", "DELETE")) {
			String operation = method.equals("GET") ? "listUserSessions" : "deleteUserSessions";
			all.add(new Provoked(operation, "session-not-found",
					this.api.send(method, "/user/sessions/" + ada, this.admin)));
			all.add(new Provoked(operation, invalid, this.api.send(method, "/user/sessions/" + nope, this.admin)));
		}
		all.add(new Provoked("deleteUserSession", "session-not-found",
				this.api.send("DELETE", "/user/sessions/0b9e5a3c-8f1d-4b6e-9c57-2f60d1c3a8e4/", this.admin)));
		all.add(new Provoked("deleteUserSession", invalid, this.api.send("DELETE", "/user/sessions/x/", this.admin)));
		all.add(new Provoked("listEvents", nobody, this.api.get("/events/?user=" + ADA, this.admin)));
		all.add(new Provoked("listEvents", invalid, this.api.get("/events/?limit=1001", this.admin)));
		all.add(new Provoked("listOwnSessions", invalid, this.api.get("/me/sessions/?limit=1001", this.admin)));
		all.addAll(provokeAsAda());
		return all;
	}

	private Set<Provoked> provokeAsAda() {
		assertThat(this.api.create(ADA, PASSWORD, this.admin).status()).isEqualTo(201);
		this.api.create("ada@example.org", PASSWORD, this.admin);
		String[] me = Api.bearer(this.api.login(ADA, PASSWORD).text("access_token"));
		return Set.of(new Provoked("createUser", "email-taken", this.api.create(ADA, PASSWORD, this.admin)),
				new Provoked("updateUser", "email-taken", put(ADA, Map.of("new_email", "ada@example.org"))),
				new Provoked("changePassword", "wrong-password", changePassword("wrong", "another good password", me)),
				new Provoked("changePassword", "invalid-input", changePassword(PASSWORD, "short", me)),
				new Provoked("deleteOwnSession", "session-not-found",
						this.api.send("DELETE", "/me/sessions/0b9e5a3c-8f1d-4b6e-9c57-2f60d1c3a8e4/", me)),
				new Provoked("deleteOwnSession", "invalid-input", this.api.send("DELETE", "/me/sessions/x/", me)));
	}

	private Answer put(String email, Map<String, Object> change) {
		return this.api.json("PUT", Api.query(email), change, this.admin);
	}

	private Answer changePassword(String current, String next, String[] me) {
		return this.api.json("PUT", "/me/password/", Map.of("current_password", current, "new_password", next), me);
	}

	/**
	 * A problem that a request has met.
	 */
	private record Provoked(String operation, String kind, Answer answer) {
	}

}
