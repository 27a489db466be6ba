package dev.authserver.web;

import dev.authserver.testsupport.Api;
import dev.authserver.testsupport.ApiTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What programs that read {@code /openapi.json} learn.
 */
@ApiTest
class OpenApiTests {

	private static final String SCHEMAS = "#/components/schemas/";

	@LocalServerPort
	private int port;

	@Test
	void getWhenAskedForSchemasNamesBodiesOnly() {
		assertThat(document().at("/components/schemas").propertyNames()).containsExactlyInAnyOrder("Event",
				"ImportProblem", "ImportReport", "Introspection", "JwkSet", "KeyView", "Login", "Logins", "Logout",
				"Me", "Metadata", "NewUser", "OAuthError", "Overview", "PasswordChange", "PasswordGrant", "Problem",
				"Refresh", "SessionView", "Throttled", "ThrottledAccount", "TokenForm", "TokenGrant", "TokenResponse",
				"UserChange", "UserView");
	}

	@ParameterizedTest
	@CsvSource({ "post, /user/, 201, UserView", "get, /user/, 200, UserView", "put, /user/, 200, UserView",
			"post, /token/, 200, TokenResponse", "post, /refresh/, 200, TokenResponse",
			"post, /admin_token/, 200, TokenResponse", "get, /me/, 200, Me", "get, /overview/, 200, Overview" })
	void getWhenAskedForAnAnswerNamesItsBody(String method, String path, String status, String schema) {
		assertThat(answer(method, path, status).path("$ref").asString()).isEqualTo(SCHEMAS + schema);
	}

	@ParameterizedTest
	@CsvSource({ "/users/, UserView", "/events/, Event", "/me/sessions/, SessionView", "/user/sessions/, SessionView" })
	void getWhenAskedForAListNamesItsItems(String path, String schema) {
		JsonNode list = answer("get", path, "200");
		assertThat(list.path("type").asString()).isEqualTo("array");
		assertThat(list.path("items").path("$ref").asString()).isEqualTo(SCHEMAS + schema);
	}

	private JsonNode answer(String method, String path, String status) {
		return document().path("paths")
			.path(path)
			.path(method)
			.path("responses")
			.path(status)
			.path("content")
			.path("application/json")
			.path("schema");
	}

	private JsonNode document() {
		return new Api(this.port).get("/openapi.json").json();
	}

}
