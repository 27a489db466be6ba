package dev.authserver.session;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

import dev.authserver.testsupport.Api;
import dev.authserver.testsupport.Api.Answer;
import dev.authserver.testsupport.Tokens;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How sessions are listed in pages, and how an admin ends one of them, on every database.
 */
abstract class SessionListRules {

	private static final String PASSWORD = "correct horse battery";

	@LocalServerPort
	private int port;

	private Api api;

	private String[] admin;

	private String email;

	@BeforeEach
	void createUser() {
		this.api = new Api(this.port);
		this.admin = Api.bearer(this.api.adminToken());
		this.email = Api.email();
		assertThat(this.api.create(this.email, PASSWORD, this.admin).status()).isEqualTo(201);
	}

	private Answer login() {
		return this.api.login(this.email, PASSWORD);
	}

	private static String sessionId(Answer login) {
		return Tokens.claims(login.text("access_token")).get("sid").asString();
	}

	private static String[] bearer(Answer login) {
		return Api.bearer(login.text("access_token"));
	}

	private static List<String> ids(Answer list) {
		assertThat(list.status()).as(list.body()).isEqualTo(200);
		return list.json().valueStream().map((session) -> session.path("id").asString()).toList();
	}

	/**
	 * Follows the links from a page to the last one.
	 */
	private List<String> walk(String first, String... credentials) {
		List<String> walked = new ArrayList<>();
		String next = first;
		while (next != null) {
			Answer page = this.api.get(next, credentials);
			assertThat(ids(page)).hasSizeBetween(1, 2);
			walked.addAll(ids(page));
			String link = page.header("Link");
			next = link.isEmpty() ? null : link.substring(link.indexOf('<') + 1, link.indexOf('>'));
		}
		return walked;
	}

	@Test
	void listWhenPagedWalksAllSessionsTheOldestFirst() {
		List<Answer> logins = IntStream.range(0, 5).mapToObj((i) -> login()).toList();
		List<String> sessions = logins.stream().map(SessionListRules::sessionId).toList();
		String query = "email=" + Api.encode(this.email);
		assertThat(ids(this.api.get("/me/sessions/", bearer(logins.get(0))))).isEqualTo(sessions);
		assertThat(walk("/me/sessions/?limit=2", bearer(logins.get(0)))).isEqualTo(sessions);
		assertThat(walk("/user/sessions/?limit=2&" + query, this.admin)).isEqualTo(sessions);
		assertThat(walk("/user/sessions/?" + query + "&after=" + sessions.get(2), this.admin))
			.isEqualTo(sessions.subList(3, 5));
		assertThat(ids(this.api.get("/me/sessions/?limit=5", bearer(logins.get(0))))).isEqualTo(sessions);
		assertThat(ids(this.api.get("/me/sessions/?after=" + sessions.get(4), bearer(logins.get(0))))).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "limit=0", "limit=1001", "limit=x", "after=x", "after=0b9e5a3c-8f1d-4b6e-9c57-2f60d1c3a8e4" })
	void listWhenParameterIsBadReturns422(String query) {
		Answer answer = this.api.get("/me/sessions/?" + query, this.admin);
		assertThat(answer.status()).isEqualTo(422);
		assertThat(answer.json().at("/errors/0/field").asString()).isEqualTo(query.substring(0, query.indexOf('=')));
	}

	@Test
	void listWhenCursorIsAnothersSessionReturns422() {
		String other = Tokens.claims(this.api.adminToken()).get("sid").asString();
		assertThat(this.api.get("/me/sessions/?after=" + other, bearer(login())).status()).isEqualTo(422);
	}

	@Test
	void deleteWhenAdminNamesOneSessionEndsThatOneAtOnce() {
		Answer first = login();
		Answer second = login();
		String path = "/user/sessions/" + sessionId(first) + "/";
		assertThat(this.api.send("DELETE", path).status()).isEqualTo(401);
		assertThat(this.api.send("DELETE", path, bearer(second)).status()).isEqualTo(403);
		assertThat(this.api.send("DELETE", path, this.admin).status()).isEqualTo(204);
		assertThat(this.api.send("DELETE", path, this.admin).status()).isEqualTo(404);
		assertThat(this.api.send("DELETE", "/user/sessions/" + UUID.randomUUID(), this.admin).status()).isEqualTo(404);
		assertThat(this.api.send("DELETE", "/user/sessions/x", this.admin).status()).isEqualTo(422);
		assertThat(this.api.get("/me", bearer(first)).status()).isEqualTo(401);
		assertThat(this.api.refresh(first.text("refresh_token")).status()).isEqualTo(401);
		assertThat(this.api.get("/me", bearer(second)).status()).isEqualTo(200);
	}

}
