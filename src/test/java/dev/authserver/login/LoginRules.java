package dev.authserver.login;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import javax.sql.DataSource;

import dev.authserver.testsupport.Api;
import dev.authserver.testsupport.Api.Answer;
import dev.authserver.testsupport.ApiTest;
import dev.authserver.testsupport.HashVectors;
import dev.authserver.testsupport.Tokens;
import dev.authserver.user.UserDirectory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What holds for logins and refreshes on every database.
 */
abstract class LoginRules {

	private static final String PASSWORD = "correct horse battery";

	@LocalServerPort
	private int port;

	@Autowired
	private JdbcClient jdbc;

	@Autowired
	private DataSource dataSource;

	@Autowired
	private UserDirectory users;

	private Api api;

	private String email;

	@BeforeEach
	void makeUser() {
		this.api = new Api(this.port);
		this.email = Api.email();
		assertThat(this.api.create(this.email, PASSWORD, Api.bearer(this.api.adminToken())).status()).isEqualTo(201);
	}

	@Test
	void tokenWhenPasswordRightReturnsVerifiableTokens() {
		Answer login = this.api.login(this.email.toUpperCase(), PASSWORD);
		assertThat(login.status()).isEqualTo(200);
		assertThat(login.text("token_type")).isEqualTo("bearer");
		assertThat(login.json().get("expires_in").asInt()).isEqualTo(900);
		assertThat(login.header("Cache-Control")).contains("no-store");
		assertThat(Tokens.isSignedWith(login.text("access_token"), ApiTest.ACCESS_SECRET)).isTrue();
		assertThat(Tokens.isSignedWith(login.text("refresh_token"), ApiTest.REFRESH_SECRET)).isTrue();
		assertThat(Tokens.claims(login.text("access_token")).get("sub").asString()).isEqualTo(this.email);
		assertThat(Tokens.claims(login.text("access_token")).get("uid").asLong())
			.isEqualTo(this.api.get(Api.query(this.email)).json().get("id").asLong());
	}

	@Test
	void tokenWhenAnythingIsWrongAnswersTheSame() {
		Answer wrong = this.api.login(this.email, "wrong password");
		assertThat(wrong.status()).isEqualTo(401);
		assertThat(wrong.text("detail")).isEqualTo("Incorrect username or password");
		assertThat(wrong.header("WWW-Authenticate")).isEqualTo("Bearer");
		assertThat(wrong.header("Cache-Control")).contains("no-store");
		for (Answer other : List.of(this.api.login(Api.email(), PASSWORD), this.api.login(this.email, ""),
				this.api.login(this.email, PASSWORD + " "), this.api.login(this.email, "p".repeat(5000)))) {
			assertThat(other.status()).isEqualTo(401);
			assertThat(other.bodyWithoutId()).isEqualTo(wrong.bodyWithoutId());
		}
	}

	@Test
	void adminTokenWhenAnythingIsWrongAnswersTheSame() {
		Answer wrong = this.api.adminLogin(Api.ADMIN, "wrong password");
		for (Answer other : List.of(wrong, this.api.adminLogin(this.email, "wrong"),
				this.api.adminLogin("no e-mail", "x"), this.api.adminLogin("a\0b", "x"),
				this.api.adminLogin(Api.ADMIN, "p".repeat(5000)))) {
			assertThat(other.status()).isEqualTo(401);
			assertThat(other.bodyWithoutId()).isEqualTo(wrong.bodyWithoutId());
		}
	}

	@Test
	void adminTokenWhenUserIsNoAdminReturns403() {
		Answer answer = this.api.adminLogin(this.email, PASSWORD);
		assertThat(answer.status()).isEqualTo(403);
		assertThat(answer.text("detail")).isEqualTo("Not an admin user");
	}

	@Test
	void adminTokenWhenAdminGivesAccessOnlyAndKeepsTheSession() {
		String refreshToken = this.api.login(Api.ADMIN, Api.ADMIN_PASSWORD).text("refresh_token");
		Answer login = this.api.form("/admin_token/", Map.of("username", " " + Api.ADMIN, "password",
				Api.ADMIN_PASSWORD, "grant_type", "password", "scope", "a b", "client_id", "x", "client_secret", "y"));
		assertThat(login.status()).isEqualTo(200);
		assertThat(login.json().propertyNames()).containsExactly("access_token", "token_type", "expires_in");
		assertThat(this.api.refresh(refreshToken).status()).isEqualTo(200);
	}

	@Test
	void adminTokenWhenMultipartWorks() {
		String part = "--x\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n%s\r\n";
		String body = part.formatted("username", Api.ADMIN) + part.formatted("password", Api.ADMIN_PASSWORD) + "--x--";
		Answer login = this.api.send("POST", "/admin_token/", body.getBytes(), "Content-Type",
				"multipart/form-data; boundary=x");
		assertThat(login.status()).isEqualTo(200);
	}

	@Test
	void adminTokenWhenCredentialsAreInTheQueryReturns422() {
		String query = "?username=" + Api.ADMIN + "&password=" + Api.ADMIN_PASSWORD;
		assertThat(this.api.form("/admin_token/" + query, Map.of()).status()).isEqualTo(422);
		assertThat(this.api.form("/admin_token/" + query, Map.of("grant_type", "password")).status()).isEqualTo(422);
		assertThat(this.api.send("POST", "/admin_token/" + query).status()).isEqualTo(422);
		assertThat(this.api
			.send("POST", "/admin_token/" + query, "--x--".getBytes(), "Content-Type",
					"multipart/form-data; boundary=x")
			.status()).isEqualTo(422);
	}

	@Test
	void adminTokenWhenAnotherGrantReturns422() {
		Answer answer = this.api.form("/admin_token/",
				Map.of("username", Api.ADMIN, "password", Api.ADMIN_PASSWORD, "grant_type", "client_credentials"));
		assertThat(answer.status()).isEqualTo(422);
		assertThat(answer.json().at("/errors/0/field").asString()).isEqualTo("grant_type");
	}

	@Test
	void refreshWhenLiveRenewsAccessAgainAndAgain() {
		String refreshToken = this.api.login(this.email, PASSWORD).text("refresh_token");
		for (int i = 0; i < 3; i++) {
			Answer refreshed = this.api.refresh(refreshToken);
			assertThat(refreshed.status()).isEqualTo(200);
			assertThat(refreshed.header("Cache-Control")).contains("no-store");
			assertThat(Tokens.claims(refreshed.text("access_token")).get("sub").asString()).isEqualTo(this.email);
		}
	}

	@Test
	void refreshWhenAccessTokenReturns401() {
		assertThat(this.api.refresh(this.api.login(this.email, PASSWORD).text("access_token")).status()).isEqualTo(401);
	}

	@Test
	void refreshTokenWhenStoredIsAHash() {
		String refreshToken = this.api.login(this.email, PASSWORD).text("refresh_token");
		String stored = this.jdbc
			.sql("select token_hash from sessions where user_id = (select id from users where email = ?)")
			.param(this.email)
			.query(String.class)
			.single();
		assertThat(stored).matches("[0-9a-f]{64}").isNotEqualTo(refreshToken);
		assertThat(this.api.refresh(stored).status()).isEqualTo(401);
	}

	@ParameterizedTest
	@FieldSource("dev.authserver.testsupport.HashVectors#KINDS")
	void tokenWhenHashIsImportedVerifiesAndUpgrades(String imported) {
		storeHash(imported);
		assertThat(this.api.login(this.email, "wrong").status()).isEqualTo(401);
		assertThat(storedHash()).isEqualTo(imported);
		assertThat(this.api.login(this.email, HashVectors.PASSWORD).status()).isEqualTo(200);
		assertThat(storedHash()).startsWith("{argon2id}$argon2id$v=19$m=7168,t=5,p=1$");
		assertThat(this.api.login(this.email, HashVectors.PASSWORD).status()).isEqualTo(200);
	}

	@Test
	void tokenWhenImportedBcryptHasCutThePasswordRefusesMoreThan72Bytes() {
		storeHash(new BCryptPasswordEncoder(4).encode("q".repeat(72)));
		assertThat(this.api.login(this.email, "q".repeat(73)).status()).isEqualTo(401);
		assertThat(this.api.login(this.email, "q".repeat(71)).status()).isEqualTo(401);
		assertThat(this.api.login(this.email, "q".repeat(72)).status()).isEqualTo(200);
	}

	@ParameterizedTest
	@ValueSource(strings = { "{noop}correct horse battery", "{argon2id}",
			"$argon2id$v=19$m=9999999,t=1,p=1$AAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAA" })
	void tokenWhenStoredHashCannotBeCheckedReturns401(String stored) {
		storeHash(stored);
		assertThat(this.api.login(this.email, PASSWORD).status()).isEqualTo(401);
	}

	@Test
	void forEachHashExceptWhenTheyTakeMoreThanAPageTellsAll() {
		String prefix = "imported-" + System.nanoTime() + "-";
		List<String> hashes = IntStream.range(0, 1001).mapToObj((i) -> prefix + i).toList();
		JdbcTemplate batches = new JdbcTemplate(this.dataSource);
		batches.batchUpdate("insert into users (email, hashed_password) values (?, ?)",
				hashes.stream().map((hash) -> new Object[] { hash + "@example.com", hash }).toList());
		List<String> told = new ArrayList<>();
		this.users.forEachHashExcept("{argon2id}$", told::add);
		this.jdbc.sql("delete from users where email like ?").param(prefix + "%").update();
		assertThat(told.stream().filter((hash) -> hash.startsWith(prefix))).containsExactlyElementsOf(hashes);
		assertThat(told).noneMatch((hash) -> hash.startsWith("{argon2id}$"));
	}

	private void storeHash(String hash) {
		this.jdbc.sql("update users set hashed_password = ? where email = ?").params(hash, this.email).update();
	}

	private String storedHash() {
		return this.jdbc.sql("select hashed_password from users where email = ?")
			.param(this.email)
			.query(String.class)
			.single();
	}

}
