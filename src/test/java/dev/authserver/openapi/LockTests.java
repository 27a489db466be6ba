package dev.authserver.openapi;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.authserver.openapi.Document.Operation;
import dev.authserver.testsupport.Api;
import dev.authserver.testsupport.ApiTest;
import io.swagger.v3.oas.annotations.Hidden;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.test.context.TestPropertySource;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The documented locks are those that requests meet.
 */
class LockTests {

	private static final String PASSWORD = "correct horse battery";

	private static final String ALL_SCHEMES = "[{\"OAuth2PasswordBearer\":[]},{\"bearer\":[]}]";

	private static final String ALL_OR_NOTHING = "[{},{\"OAuth2PasswordBearer\":[]},{\"bearer\":[]}]";

	/**
	 * Calls each operation as nobody, as a user and as an admin. None of the requests
	 * names anything that exists, so that nothing is changed.
	 */
	private static void assertLocksAreReal(Api api) {
		for (Operation operation : new Document(api).operations()) {
			Set<String> problems = operation.problems().keySet();
			boolean locked = problems.contains("not-authenticated");
			boolean forAdmins = locked && problems.contains("not-admin");
			String[] admin = Api.bearer(api.adminToken());
			assertThat(call(api, operation) == 401).as("without a token: " + operation).isEqualTo(locked);
			assertThat(call(api, operation, user(api, admin)) == 403).as("as a user: " + operation)
				.isEqualTo(forAdmins);
			assertThat(call(api, operation, admin)).as("as an admin: " + operation).isNotIn(401, 403);
			if (operation.asksForToken()) {
				assertThat(problems).as(operation.toString())
					.contains("not-authenticated", "invalid-token", "expired-token", "ended-session");
			}
		}
	}

	private static int call(Api api, Operation operation, String... credentials) {
		String path = operation.path()
			.replace("{id}", "0b9e5a3c-8f1d-4b6e-9c57-2f60d1c3a8e4")
			.replace("{kid}", "NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs");
		String search = operation.id().equals("listUsers") ? "?q=a" : "";
		return api.send(operation.method(), path + search, credentials).status();
	}

	private static String[] user(Api api, String[] admin) {
		String email = Api.email();
		assertThat(api.create(email, PASSWORD, admin).status()).isEqualTo(201);
		return Api.bearer(api.login(email, PASSWORD).text("access_token"));
	}

	private static void assertReads(Api api, String security) {
		for (String id : List.of("getUser", "listUsers")) {
			assertThat(new Document(api).operation(id).node().path("security").toString()).as(id).isEqualTo(security);
		}
	}

	/**
	 * Where everybody may read.
	 */
	@Nested
	@ApiTest
	class ForEverybody {

		@LocalServerPort
		private int port;

		@Test
		void openApiWhenReadingIsPublicDocumentsRealLocks() {
			assertLocksAreReal(new Api(this.port));
			assertReads(new Api(this.port), ALL_OR_NOTHING);
		}

		@Test
		void openApiWhenComparedWithTheHandlersNamesAllOfThem(
				@Qualifier("requestMappingHandlerMapping") RequestMappingHandlerMapping handlers) {
			Set<String> routes = handlers.getHandlerMethods()
				.entrySet()
				.stream()
				.filter((route) -> isApi(route.getValue()))
				.flatMap((route) -> route.getKey()
					.getMethodsCondition()
					.getMethods()
					.stream()
					.map((method) -> method + " " + documented(route.getKey().getPatternValues().iterator().next())))
				.collect(Collectors.toSet());
			assertThat(new Document(new Api(this.port)).operations()).extracting(Operation::toString)
				.containsExactlyInAnyOrderElementsOf(routes);
		}

		private String documented(String path) {
			return path.startsWith("/.well-known/") ? path : path + "/";
		}

		private boolean isApi(HandlerMethod handler) {
			Class<?> controller = handler.getBeanType();
			return !handler.hasMethodAnnotation(Hidden.class)
					&& controller.getPackageName().startsWith("dev.authserver")
					&& AnnotatedElementUtils.hasAnnotation(controller, RestController.class)
					&& !AnnotatedElementUtils.hasAnnotation(controller, Hidden.class);
		}

		@Test
		void openApiWhenReadByAPersonDescribesEverything() {
			Document document = new Document(new Api(this.port));
			assertThat(document.root().path("tags").valueStream().map((tag) -> tag.path("name").asString()))
				.containsExactly("Token", "Me", "Session", "User", "Event", "Key");
			for (Operation operation : document.operations()) {
				Stream<JsonNode> described = Stream.concat(operation.node().path("parameters").valueStream(),
						operation.node().path("responses").valueStream());
				assertThat(operation.node().path("summary").asString()).as(operation.toString()).isNotBlank();
				assertThat(described).as(operation.toString())
					.allMatch((node) -> !node.path("description").asString("").isBlank());
			}
			assertThat(document.root().at("/components/schemas").valueStream())
				.allSatisfy((schema) -> assertThat(schema.path("properties").valueStream())
					.allMatch((member) -> !member.path("description").asString("").isBlank()));
		}

	}

	/**
	 * Where users may read.
	 */
	@Nested
	@ApiTest
	@TestPropertySource(properties = { "READ_ACCESS=user", "CORS_ALLOWED_ORIGINS=https://app.example.com" })
	class ForUsers {

		@LocalServerPort
		private int port;

		@Test
		void openApiWhenReadingIsForUsersDocumentsRealLocks() {
			assertLocksAreReal(new Api(this.port));
			assertReads(new Api(this.port), ALL_SCHEMES);
		}

	}

	/**
	 * Where only admins may read.
	 */
	@Nested
	@ApiTest
	@TestPropertySource(properties = "READ_ACCESS=admin")
	class ForAdmins {

		@LocalServerPort
		private int port;

		@Test
		void openApiWhenReadingIsForAdminsDocumentsRealLocks() {
			assertLocksAreReal(new Api(this.port));
			assertReads(new Api(this.port), ALL_SCHEMES);
		}

	}

}
