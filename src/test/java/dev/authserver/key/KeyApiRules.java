package dev.authserver.key;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

import dev.authserver.testsupport.Api;
import dev.authserver.testsupport.Api.Answer;
import dev.authserver.testsupport.KeyServer;
import dev.authserver.testsupport.Tokens;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What admins and the world see of signing keys, on every database.
 */
abstract class KeyApiRules extends KeyServer {

	@Autowired
	private JdbcClient jdbc;

	@Test
	void jwksWhenReadHasThePublicHalfAndNothingElse() throws Exception {
		Answer answer = this.api.get("/.well-known/jwks.json");
		assertThat(answer.status()).isEqualTo(200);
		assertThat(answer.header("Content-Type")).startsWith("application/json");
		assertThat(answer.header("Cache-Control")).contains("public", "max-age=300").doesNotContain("no-store");
		for (JsonNode key : answer.json().path("keys")) {
			assertThat(key.propertyNames()).containsExactlyInAnyOrder("alg", "crv", "kid", "kty", "use", "x", "y");
			assertThat(key.path("alg").asString() + key.path("use").asString()).isEqualTo("ES256sig");
			assertThat(key.path("kid").asString()).isEqualTo(thumbprint(key));
		}
		assertThat(kids()).contains(signingKid());
		Answer same = this.api.get("/.well-known/jwks.json", "If-None-Match", answer.header("ETag"));
		assertThat(same.status()).isEqualTo(304);
	}

	/**
	 * As RFC 7638 (3.1) has it.
	 */
	private static String thumbprint(JsonNode key) throws Exception {
		String members = "{\"crv\":\"P-256\",\"kty\":\"EC\",\"x\":\"" + key.path("x").asString() + "\",\"y\":\""
				+ key.path("y").asString() + "\"}";
		return Base64.getUrlEncoder()
			.withoutPadding()
			.encodeToString(MessageDigest.getInstance("SHA-256").digest(members.getBytes(StandardCharsets.UTF_8)));
	}

	private List<String> kids() {
		return this.api.get("/.well-known/jwks.json")
			.json()
			.path("keys")
			.valueStream()
			.map((key) -> key.path("kid").asString())
			.toList();
	}

	private String signingKid() {
		return header(accessToken()).path("kid").asString();
	}

	private static JsonNode header(String token) {
		return new Answer(0, Map.of(),
				new String(Base64.getUrlDecoder().decode(token.split("\\.")[0]), StandardCharsets.UTF_8))
			.json();
	}

	@Test
	void loginWhenKeysSignHasTheDocumentedForm() {
		Answer login = this.api.login(this.email, PASSWORD);
		assertThat(header(login.text("access_token")).toString())
			.isEqualTo("{\"alg\":\"ES256\",\"typ\":\"JWT\",\"kid\":\"" + signingKid() + "\"}");
		JsonNode claims = Tokens.claims(login.text("access_token"));
		assertThat(claims.path("iss").asString()).isEqualTo(issuer());
		assertThat(claims.path("aud").toString()).isEqualTo("[\"" + AUDIENCE + "\"]");
		assertThat(header(login.text("refresh_token")).toString()).isEqualTo("{\"alg\":\"HS256\",\"typ\":\"JWT\"}");
		assertThat(this.api.refresh(login.text("refresh_token")).status()).isEqualTo(200);
	}

	@Test
	void rotateWhenAskedSignsWithANewKeyAndKeepsTheOldOne() {
		String token = accessToken();
		String old = signingKid();
		Answer rotated = this.api.send("POST", "/keys/rotate/", this.admin);
		assertThat(rotated.status()).isEqualTo(200);
		assertThat(rotated.json().path("is_signing").asBoolean()).isTrue();
		assertThat(signingKid()).isEqualTo(rotated.text("kid")).isNotEqualTo(old);
		assertThat(kids()).startsWith(rotated.text("kid"), old);
		assertThat(this.api.get("/me/", Api.bearer(token)).status()).isEqualTo(200);
		JsonNode list = this.api.get("/keys/", this.admin).json();
		assertThat(list.get(0).path("signs_until").isNull()).isTrue();
		assertThat(list.get(1).path("kid").asString()).isEqualTo(old);
		assertThat(list.get(1).path("is_signing").asBoolean()).isFalse();
		assertThat(list.get(1).path("signs_until").asString()).isEqualTo(list.get(0).path("signs_from").asString());
	}

	@Test
	void deleteWhenKeySignsReplacesItAndRefusesItsTokens() {
		Answer login = this.api.login(this.email, PASSWORD);
		String token = login.text("access_token");
		String kid = signingKid();
		assertThat(this.api.send("DELETE", "/keys/" + kid + "/", this.admin).status()).isEqualTo(204);
		assertThat(kids()).doesNotContain(kid).isNotEmpty();
		Answer refused = this.api.get("/me/", Api.bearer(token));
		assertThat(refused.status()).isEqualTo(401);
		assertThat(refused.text("type")).isEqualTo("/problems/invalid-token");
		String renewed = this.api.refresh(login.text("refresh_token")).text("access_token");
		assertThat(this.api.get("/me/", Api.bearer(renewed)).status()).isEqualTo(200);
		String[] admin = Api.bearer(this.api.adminToken());
		Answer again = this.api.send("DELETE", "/keys/" + kid, admin);
		assertThat(again.status()).isEqualTo(404);
		assertThat(again.text("type")).isEqualTo("/problems/key-not-found");
	}

	@Test
	void deleteWhenKeyIsAnOldOneLeavesTheSigningOneAlone() {
		String old = signingKid();
		String token = accessToken();
		String signing = this.api.send("POST", "/keys/rotate/", this.admin).text("kid");
		String[] admin = Api.bearer(this.api.adminToken());
		assertThat(this.api.send("DELETE", "/keys/" + old, admin).status()).isEqualTo(204);
		assertThat(signingKid()).isEqualTo(signing);
		assertThat(this.api.get("/me/", Api.bearer(token)).status()).isEqualTo(401);
	}

	@Test
	void keysWhenAskedForByUsersAreRefused() {
		String[] user = Api.bearer(accessToken());
		assertThat(this.api.get("/keys/", user).status()).isEqualTo(403);
		assertThat(this.api.send("POST", "/keys/rotate/", user).status()).isEqualTo(403);
		assertThat(this.api.send("DELETE", "/keys/x/", user).status()).isEqualTo(403);
		assertThat(this.api.get("/keys/").status()).isEqualTo(401);
	}

	@Test
	void tokenWhenSignedWithTheSharedSecretIsRefused() {
		String token = accessToken();
		String forged = Tokens.signed(token, Tokens.claims(token));
		assertThat(this.api.get("/me/", Api.bearer(forged)).status()).isEqualTo(401);
		String header = Base64.getUrlEncoder()
			.withoutPadding()
			.encodeToString("{\"alg\":\"HS256\",\"typ\":\"JWT\"}".getBytes());
		String shared = Tokens.signed(header + token.substring(token.indexOf('.')), Tokens.claims(token));
		assertThat(this.api.get("/me/", Api.bearer(shared)).status()).isEqualTo(401);
	}

	@Test
	void databaseWhenReadByOthersHoldsNoKeyThatSigns() {
		List<String> columns = this.jdbc.sql("select sealed_key from signing_keys").query(String.class).list();
		assertThat(columns).isNotEmpty().allSatisfy((sealed) -> {
			byte[] bytes = Base64.getDecoder().decode(sealed);
			assertThat(bytes).hasSizeGreaterThan(60);
			assertThat(new String(bytes, StandardCharsets.ISO_8859_1)).doesNotContain(
					new String(new byte[] { 0x2a, (byte) 0x86, 0x48, (byte) 0xce, 0x3d }, StandardCharsets.ISO_8859_1));
		});
		assertThat(new TreeSet<>(columns)).hasSameSizeAs(columns);
	}

	@Test
	void metadataWhenIssuerHasAPathIsBelowIt() {
		Answer metadata = this.api.get("/.well-known/oauth-authorization-server/auth");
		assertThat(metadata.status()).isEqualTo(200);
		assertThat(metadata.text("issuer")).isEqualTo(issuer());
		assertThat(metadata.text("jwks_uri")).isEqualTo(issuer() + "/.well-known/jwks.json");
		assertThat(metadata.text("token_endpoint")).isEqualTo(issuer() + "/token/");
		assertThat(metadata.text("introspection_endpoint")).isEqualTo(issuer() + "/introspect/");
		assertThat(metadata.json().path("response_types_supported").toString()).isEqualTo("[]");
		assertThat(this.api.get("/.well-known/oauth-authorization-server").json()).isEqualTo(metadata.json());
		for (String path : List.of("/.well-known/oauth-authorization-server/other",
				"/.well-known/oauth-authorization-server/auth/x", "/.well-known/openid-configuration",
				"/.well-known/")) {
			assertThat(this.api.get(path).status()).as(path).isEqualTo(404);
		}
	}

}
