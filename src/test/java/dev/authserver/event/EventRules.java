package dev.authserver.event;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import dev.authserver.testsupport.Api;
import dev.authserver.testsupport.Api.Answer;
import dev.authserver.testsupport.Tokens;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What admins learn of what has happened, on every database.
 */
abstract class EventRules {

	private static final String PASSWORD = "correct horse battery";

	@LocalServerPort
	private int port;

	@Autowired
	private JdbcClient jdbc;

	private Api api;

	private String[] admin;

	private String email;

	private long id;

	@BeforeEach
	void createUser() {
		this.api = new Api(this.port);
		this.admin = Api.bearer(this.api.adminToken());
		this.email = Api.email();
		this.id = this.api.create(this.email, PASSWORD, this.admin).json().path("id").asLong();
	}

	private List<JsonNode> events(String query) {
		Answer answer = this.api.get("/events/?" + query, this.admin);
		assertThat(answer.status()).as(answer.body()).isEqualTo(200);
		return answer.json().valueStream().toList();
	}

	private List<JsonNode> events() {
		return events("user=" + this.id);
	}

	private List<String> kinds(String query) {
		return events(query).stream().map((event) -> event.path("kind").asString()).toList();
	}

	private int update(Map<String, ?> change) {
		return this.api.json("PUT", Api.query(this.email), change, this.admin).status();
	}

	@Test
	void listWhenUserLivesTellsEachStepTheNewestFirst() {
		Answer login = this.api.login(this.email, PASSWORD);
		this.api.login(this.email, "wrong");
		this.api.create(Api.email(), PASSWORD, Api.bearer(login.text("access_token")));
		this.api.json("POST", "/logout/", Map.of("refresh_token", login.text("refresh_token")));
		update(Map.of("is_admin", true));
		update(Map.of("is_admin", false, "new_email", "n" + this.email, "password", "another good one"));
		this.api.send("DELETE", Api.query("n" + this.email), this.admin);
		assertThat(kinds("user=" + this.id)).containsExactly("user_deleted", "privilege_permissions_changed",
				"authn_password_change", "user_updated", "privilege_permissions_changed", "session_expired",
				"authn_login_fail", "authn_login_success", "user_created");
		assertThat(events())
			.isSortedAccordingTo((one, other) -> other.path("at").asString().compareTo(one.path("at").asString()));
		JsonNode refused = events("kind=authz_fail&limit=1").get(0);
		assertThat(refused.path("actor_id").asLong()).isEqualTo(this.id);
	}

	@Test
	void listWhenAdminChangesAUserTellsWhoAndWhence() {
		JsonNode created = events().get(0);
		assertThat(created.propertyNames()).containsExactly("id", "at", "kind", "user_id", "actor_id", "address",
				"session_id", "request_id");
		assertThat(created.path("user_id").asLong()).isEqualTo(this.id);
		assertThat(created.path("actor_id").asLong()).isEqualTo(1);
		assertThat(created.path("address").asString()).isEqualTo("127.0.0.1");
		assertThat(created.path("session_id").isNull()).isTrue();
		assertThat(created.path("at").asString()).endsWith("Z");
		assertThat(Instant.parse(created.path("at").asString())).isBetween(Instant.now().minusSeconds(60),
				Instant.now().plusSeconds(1));
	}

	@Test
	void listWhenSessionBeginsAndEndsNamesIt() {
		String token = this.api.login(this.email, PASSWORD).text("access_token");
		String session = Tokens.claims(token).get("sid").asString();
		this.api.send("DELETE", "/user/sessions/" + session, this.admin);
		List<JsonNode> events = events();
		assertThat(events.get(0).path("kind").asString()).isEqualTo("session_expired");
		assertThat(events.get(0).path("actor_id").asLong()).isEqualTo(1);
		assertThat(events.get(1).path("kind").asString()).isEqualTo("authn_login_success");
		assertThat(events.get(1).path("actor_id").isNull()).isTrue();
		assertThat(events.subList(0, 2)).allMatch((event) -> event.path("session_id").asString().equals(session));
	}

	@Test
	void listWhenOwnerChangesThePasswordNamesTheOwner() {
		String[] user = Api.bearer(this.api.login(this.email, PASSWORD).text("access_token"));
		this.api.json("PUT", "/me/password/", Map.of("current_password", "wrong", "new_password", "another good one"),
				user);
		this.api.json("PUT", "/me/password/", Map.of("current_password", PASSWORD, "new_password", "another good one"),
				user);
		assertThat(kinds("user=" + this.id)).startsWith("authn_password_change", "authn_password_change_fail");
		assertThat(events().subList(0, 2)).allMatch((event) -> event.path("actor_id").asLong() == this.id);
	}

	@Test
	void listWhenLoginsAreOfNobodyTellsNoEmail() {
		String nobody = Api.email();
		String since = Instant.now().toString();
		this.api.login(nobody, "wrong");
		List<JsonNode> failures = events("kind=authn_login_fail&since=" + since);
		assertThat(failures).hasSize(1).allMatch((event) -> event.path("user_id").isNull());
		assertThat(this.api.get("/events/?limit=1000", this.admin).body()).doesNotContain("@");
	}

	@Test
	void changeWhenMadeIsInTheTrailAtOnce() {
		update(Map.of("new_email", "n" + this.email));
		assertThat(stored("user_created")).isEqualTo(1);
		assertThat(stored("user_updated")).isEqualTo(1);
	}

	@Test
	void changeWhenRefusedLeavesNoEvent() {
		assertThat(update(Map.of("new_email", Api.ADMIN, "password", "another good one"))).isEqualTo(409);
		assertThat(kinds("user=" + this.id)).containsExactly("user_created");
	}

	@Test
	void changeWhenItsEventCannotBeStoredIsNotMade() {
		this.jdbc.sql("alter table events rename to events_away").update();
		try {
			assertThat(update(Map.of("is_active", false))).isGreaterThanOrEqualTo(500);
		}
		finally {
			this.jdbc.sql("alter table events_away rename to events").update();
		}
		assertThat(this.api.login(this.email, PASSWORD).status()).isEqualTo(200);
		assertThat(kinds("user=" + this.id)).containsExactly("authn_login_success", "user_created");
	}

	private int stored(String kind) {
		return this.jdbc.sql("select count(*) from events where user_id = ? and kind = ?")
			.params(this.id, kind)
			.query(Integer.class)
			.single();
	}

	@Test
	void listWhenUserIsGivenByEmailFindsTodaysUser() {
		assertThat(events("user=" + Api.encode(" " + this.email.toUpperCase()))).isEqualTo(events());
		this.api.send("DELETE", Api.query(this.email), this.admin);
		assertThat(this.api.get("/events/?user=" + Api.encode(this.email), this.admin).status()).isEqualTo(404);
		assertThat(kinds("user=" + this.id)).containsExactly("user_deleted", "user_created");
		this.api.create(this.email, PASSWORD, this.admin);
		assertThat(kinds("user=" + Api.encode(this.email))).containsExactly("user_created");
	}

	@Test
	void listWhenPagedWalksAllEventsThatFit() {
		String since = events().get(0).path("at").asString();
		for (int i = 0; i < 5; i++) {
			this.api.login(this.email, "wrong");
		}
		this.api.login(this.email, PASSWORD);
		String filter = "user=" + Api.encode(this.email) + "&kind=authn_login_fail&since=" + since + "&until="
				+ Instant.now().plusSeconds(5);
		List<JsonNode> all = events(filter);
		assertThat(all).hasSize(5);
		List<JsonNode> walked = new ArrayList<>();
		String next = "/events/?limit=2&" + filter;
		while (next != null) {
			Answer page = this.api.get(next, this.admin);
			assertThat(page.json()).hasSizeBetween(1, 2);
			page.json().valueStream().forEach(walked::add);
			String link = page.header("Link");
			next = link.isEmpty() ? null : link.substring(link.indexOf('<') + 1, link.indexOf('>'));
		}
		assertThat(walked).isEqualTo(all);
	}

	@Test
	void listWhenTimesAreGivenTakesTheFirstAndLeavesTheLast() {
		this.api.login(this.email, PASSWORD);
		List<JsonNode> events = events();
		String login = events.get(0).path("at").asString();
		String creation = events.get(1).path("at").asString();
		String user = "user=" + this.id;
		assertThat(kinds(user + "&since=" + login)).containsExactly("authn_login_success");
		assertThat(kinds(user + "&until=" + login)).containsExactly("user_created");
		assertThat(kinds(user + "&since=" + creation + "&until=" + login)).containsExactly("user_created");
		assertThat(kinds(user + "&until=" + creation)).isEmpty();
		assertThat(kinds(user + "&before=" + events.get(0).path("id").asString())).containsExactly("user_created");
		assertThat(kinds(user + "&since=1969-01-01T00:00:00Z")).hasSize(2);
	}

	@ParameterizedTest
	@ValueSource(strings = { "limit=0", "limit=1001", "before=x", "user=nope", "kind=nope", "since=yesterday",
			"until=2026-13-01T00:00:00Z" })
	void listWhenParameterIsBadReturns422(String query) {
		Answer answer = this.api.get("/events/?" + query, this.admin);
		assertThat(answer.status()).isEqualTo(422);
		assertThat(answer.json().at("/errors/0/field").asString()).isEqualTo(query.substring(0, query.indexOf('=')));
	}

	@Test
	void listWhenCallerIsNoAdminIsRefused() {
		assertThat(this.api.get("/events/").status()).isEqualTo(401);
		assertThat(
				this.api.get("/events", Api.bearer(this.api.login(this.email, PASSWORD).text("access_token"))).status())
			.isEqualTo(403);
	}

	@Test
	void listWhenUserIsUnknownIsEmpty() {
		assertThat(events("user=9007199254740991")).isEmpty();
		assertThat(events("before=" + new UUID(0, 0))).isEmpty();
	}

}
