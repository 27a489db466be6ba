package dev.authserver.oauth;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;

import dev.authserver.testsupport.Api;
import dev.authserver.testsupport.Api.Answer;
import dev.authserver.testsupport.KeyServer;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What clients of OAuth 2 are answered, on every database.
 */
abstract class OAuthRules extends KeyServer {

	private static final String FORM = "application/x-www-form-urlencoded";

	private Answer send(String path, String form, String... headers) {
		String[] all = Arrays.copyOf(headers, headers.length + 2);
		all[headers.length] = "Content-Type";
		all[headers.length + 1] = FORM;
		return this.api.send("POST", path, form.getBytes(StandardCharsets.UTF_8), all);
	}

	private static void assertError(Answer answer, int status, String code) {
		assertThat(answer.status()).as(answer.body()).isEqualTo(status);
		assertThat(answer.header("Content-Type")).startsWith("application/json");
		assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
		assertThat(answer.text("error")).isEqualTo(code);
		assertThat(answer.text("error_description")).isEqualTo(answer.text("detail"));
	}

	private static String[] basic(String name, String secret) {
		return new String[] { "Authorization",
				"Basic " + Base64.getEncoder().encodeToString((name + ":" + secret).getBytes(StandardCharsets.UTF_8)) };
	}

	private Answer introspect(String token, String... credentials) {
		return this.api.form("/introspect/", Map.of("token", token), credentials);
	}

	private JsonNode state(String token) {
		Answer answer = introspect(token, basic("orders", CLIENT_SECRET));
		assertThat(answer.status()).as(answer.body()).isEqualTo(200);
		assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
		return answer.json();
	}

	private boolean isActive(String token) {
		return state(token).path("active").asBoolean();
	}

	@Test
	void grantWhenPasswordIsRightAnswersTokens() {
		Answer answer = passwordGrant(PASSWORD);
		assertThat(answer.status()).as(answer.body()).isEqualTo(200);
		assertThat(answer.json().propertyNames()).containsExactlyInAnyOrder("access_token", "refresh_token",
				"token_type", "expires_in");
		assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
		Answer refreshed = this.api.form("/token", Map.of("grant_type", "refresh_token", "refresh_token",
				answer.text("refresh_token"), "client_id", "app"));
		assertThat(refreshed.status()).isEqualTo(200);
		assertThat(this.api.get("/me/", Api.bearer(refreshed.text("access_token"))).text("email"))
			.isEqualTo(this.email);
	}

	@Test
	void grantWhenRefusedAnswersInvalidGrant() {
		assertError(passwordGrant("wrong"), 400, "invalid_grant");
		assertThat(passwordGrant("wrong").text("error_description")).isEqualTo("Incorrect username or password");
		assertError(passwordGrant("x".repeat(2000)), 400, "invalid_grant");
		assertError(send("/token", "grant_type=password&username=nobody&password=x"), 400, "invalid_grant");
		String access = accessToken();
		for (String token : new String[] { "x", access, access + "x" }) {
			assertError(send("/token", "grant_type=refresh_token&refresh_token=" + token), 400, "invalid_grant");
		}
	}

	@Test
	void grantWhenFormIsWrongSaysWhatOAuthHas() {
		for (String form : List.of("username=a&password=b", "grant_type=&username=a", "grant_type=password&username=a",
				"grant_type=password&username=a&password=", "grant_type=password&password=a",
				"grant_type=refresh_token", "grant_type=password&grant_type=password&username=a&password=b",
				"grant_type=password&username=a&password=b&x=1&x=2", "grant_type=password&username=a&password=%00",
				"grant_type=%zz")) {
			assertError(send("/token/", form), 400, "invalid_request");
		}
		for (String type : List.of("client_credentials", "Password", "authorization_code&code=x")) {
			assertError(send("/token/", "grant_type=" + type), 400, "unsupported_grant_type");
		}
	}

	@Test
	void grantWhenPartsStandInTheQueryDoesNotSeeThem() {
		String query = "?grant_type=password&username=" + Api.encode(this.email) + "&password=" + Api.encode(PASSWORD);
		assertError(send("/token/" + query, "x=y"), 400, "invalid_request");
		assertThat(send("/token/" + query, "").status()).isEqualTo(422);
	}

	@Test
	void grantWhenJsonStaysAsItWas() {
		Answer wrong = this.api.login(this.email, "wrong");
		assertThat(wrong.status()).isEqualTo(401);
		assertThat(wrong.text("type")).isEqualTo("/problems/wrong-credentials");
		assertThat(this.api.json("POST", "/token/", Map.of("grant_type", "password")).status()).isEqualTo(422);
	}

	@Test
	void revokeWhenTokenIsGoodEndsItsSession() {
		for (String kind : new String[] { "access_token", "refresh_token" }) {
			Answer tokens = passwordGrant(PASSWORD);
			Answer other = passwordGrant(PASSWORD);
			Answer answer = this.api.form("/revoke/", Map.of("token", tokens.text(kind), "token_type_hint", "x"));
			assertThat(answer.status()).isEqualTo(200);
			assertThat(answer.body()).isEmpty();
			assertThat(this.api.get("/me/", Api.bearer(tokens.text("access_token"))).status()).isEqualTo(401);
			assertThat(this.api.refresh(tokens.text("refresh_token")).status()).isEqualTo(401);
			assertThat(this.api.get("/me/", Api.bearer(other.text("access_token"))).status()).isEqualTo(200);
			assertThat(this.api.form("/revoke/", Map.of("token", tokens.text(kind))).status()).isEqualTo(200);
		}
	}

	@Test
	void revokeWhenTokenIsUnknownAnswersAlike() {
		assertThat(this.api.form("/revoke", Map.of("token", "garbage")).status()).isEqualTo(200);
		assertError(this.api.form("/revoke", Map.of("x", "y")), 400, "invalid_request");
		assertError(send("/revoke", "token=a&token=b"), 400, "invalid_request");
		assertError(send("/revoke?token=x", ""), 400, "invalid_request");
		assertError(this.api.json("POST", "/revoke", Map.of("token", "x")), 400, "invalid_request");
	}

	@Test
	void introspectWhenTokenIsGoodTellsWhatIsTrueNow() {
		Answer tokens = passwordGrant(PASSWORD);
		JsonNode access = state(tokens.text("access_token"));
		assertThat(access.path("active").asBoolean()).isTrue();
		assertThat(access.path("sub").asString()).isEqualTo(this.email);
		assertThat(access.path("token_use").asString()).isEqualTo("access");
		assertThat(access.path("token_type").asString()).isEqualTo("bearer");
		assertThat(access.path("iss").asString()).isEqualTo(issuer());
		assertThat(access.path("aud").toString()).isEqualTo("[\"" + AUDIENCE + "\"]");
		assertThat(access.path("exp").asLong() - access.path("iat").asLong()).isEqualTo(900);
		assertThat(access.path("is_admin").asBoolean(true)).isFalse();
		JsonNode refresh = state(tokens.text("refresh_token"));
		assertThat(refresh.path("token_use").asString()).isEqualTo("refresh");
		assertThat(refresh.path("sid")).isEqualTo(access.path("sid"));
		assertThat(refresh.has("token_type")).isFalse();
		this.api.json("PUT", Api.query(this.email), Map.of("is_active", false), this.admin);
		assertThat(isActive(tokens.text("access_token"))).isFalse();
		assertThat(isActive(tokens.text("refresh_token"))).isFalse();
	}

	@Test
	void introspectWhenTokenIsNotGoodTellsNothingElse() {
		Answer tokens = passwordGrant(PASSWORD);
		this.api.form("/revoke", Map.of("token", tokens.text("refresh_token")));
		for (String token : new String[] { tokens.text("access_token"), tokens.text("refresh_token"), "garbage",
				accessToken() + "x" }) {
			assertThat(state(token).toString()).isEqualTo("{\"active\":false}");
		}
	}

	@Test
	void introspectWhenClientIsRightMayEncodeItsSecret() {
		String token = accessToken();
		assertThat(introspect(token, basic("stock+1", CLIENT_SECRET)).status()).isEqualTo(200);
		assertThat(introspect(token, basic(Api.encode("stock+1"), Api.encode(CLIENT_SECRET))).status()).isEqualTo(200);
		Answer noToken = send("/introspect/", "x=y", basic("orders", CLIENT_SECRET));
		assertError(noToken, 400, "invalid_request");
	}

	@Test
	void introspectWhenClientIsWrongRefuses() {
		String token = accessToken();
		for (String header : List.of("Basic", "Basic !!!!", "Basic b3JkZXJz", "Bearer x", "Basic b3JkZXJzOndyb25n",
				"Basic Og==", "Basic bm9ib2R5OmErc2VjcmV0L29mPWEgcmVzb3VyY2UlMjBzZXJ2ZXImbW9yZQ==")) {
			Answer answer = introspect(token, "Authorization", header);
			assertError(answer, 401, "invalid_client");
			assertThat(answer.header("WWW-Authenticate")).startsWith("Basic realm=");
		}
		assertError(introspect(token), 401, "invalid_client");
		assertError(introspect(token, this.admin), 401, "invalid_client");
	}

}
