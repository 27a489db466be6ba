package dev.authserver.overview;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.stream.StreamSupport;

import dev.authserver.settings.StartWarnings;
import dev.authserver.testsupport.Api;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How things stand, on every database.
 */
abstract class OverviewRules {

	private static final String PASSWORD = "correct horse battery";

	@LocalServerPort
	private int port;

	@Autowired
	private JdbcClient jdbc;

	@Autowired
	private StartWarnings warnings;

	private Api api;

	private String[] admin;

	@BeforeEach
	void logIn() {
		this.api = new Api(this.port);
		this.admin = Api.bearer(this.api.adminToken());
	}

	private JsonNode overview() {
		Api.Answer answer = this.api.get("/overview/", this.admin);
		assertThat(answer.status()).as(answer.body()).isEqualTo(200);
		return answer.json();
	}

	private int count(String what) {
		return this.jdbc.sql("select count(*) from " + what).query(Integer.class).single();
	}

	@Test
	void getWhenAskedByAnAdminTellsHowThingsStand() {
		JsonNode overview = overview();
		assertThat(overview.propertyNames()).containsExactly("version", "database", "uptime_seconds", "users",
				"live_sessions", "logins_by_hour", "logins_by_day", "throttled", "warnings");
		assertThat(overview.path("version").asString()).matches("\\d+\\.\\d+\\.\\d+.*");
		assertThat(overview.path("database").asString())
			.isEqualTo(getClass().getSimpleName().contains("Postgres") ? "postgresql" : "h2");
		assertThat(overview.path("uptime_seconds").asLong(-1)).isNotNegative();
		assertThat(overview.path("users").asInt()).isEqualTo(count("users"));
		assertThat(overview.path("live_sessions").asInt())
			.isEqualTo(count("sessions where expires_at > current_timestamp"));
		assertThat(overview.at("/throttled/count").asInt(-1)).isZero();
		assertThat(overview.at("/throttled/accounts")).isEmpty();
	}

	@Test
	void getWhenSomebodyHasLoggedInCountsHoursAndDays() {
		JsonNode before = overview();
		String email = Api.email();
		this.api.create(email, PASSWORD, this.admin);
		this.api.login(email, PASSWORD);
		this.api.login(email, "wrong");
		this.api.login("nobody-" + email, "wrong");
		JsonNode after = overview();
		for (String list : new String[] { "logins_by_hour", "logins_by_day" }) {
			assertThat(sum(after.path(list), "logins") - sum(before.path(list), "logins")).as(list).isEqualTo(1);
			assertThat(sum(after.path(list), "failures") - sum(before.path(list), "failures")).as(list).isEqualTo(2);
		}
		assertThat(after.path("users").asInt()).isEqualTo(before.path("users").asInt() + 1);
		assertThat(after.path("live_sessions").asInt()).isEqualTo(before.path("live_sessions").asInt() + 1);
	}

	private static long sum(JsonNode list, String member) {
		return StreamSupport.stream(list.spliterator(), false).mapToLong((some) -> some.path(member).asLong()).sum();
	}

	@Test
	void getWhenHoursPassEndsWithThePresentOne() {
		JsonNode overview = overview();
		assertThat(overview.path("logins_by_hour")).hasSize(24);
		assertThat(overview.path("logins_by_day")).hasSize(30);
		Instant hour = Instant.parse(overview.at("/logins_by_hour/23/start").asString());
		Instant day = Instant.parse(overview.at("/logins_by_day/29/start").asString());
		assertThat(Instant.now()).isBetween(hour, hour.plus(1, ChronoUnit.HOURS).plusSeconds(60));
		assertThat(Instant.now()).isBetween(day, day.plus(1, ChronoUnit.DAYS).plusSeconds(60));
		assertThat(Instant.parse(overview.at("/logins_by_hour/0/start").asString()))
			.isEqualTo(hour.minus(23, ChronoUnit.HOURS));
		assertThat(Instant.parse(overview.at("/logins_by_day/0/start").asString()))
			.isEqualTo(day.minus(29, ChronoUnit.DAYS));
	}

	@Test
	void getWhenStartHasWarnedRepeatsIt() {
		this.warnings.add("This is a test");
		this.warnings.add("This is a test");
		assertThat(overview().path("warnings").valueStream().map(JsonNode::asString))
			.containsOnlyOnce("This is a test");
		this.warnings.withdraw("This is a test");
		assertThat(overview().path("warnings").valueStream().map(JsonNode::asString)).doesNotContain("This is a test");
	}

	@Test
	void getWhenCallerIsNoAdminIsRefused() {
		assertThat(this.api.get("/overview").status()).isEqualTo(401);
		String email = Api.email();
		this.api.create(email, PASSWORD, this.admin);
		String token = this.api.login(email, PASSWORD).text("access_token");
		assertThat(this.api.get("/overview/", Api.bearer(token)).status()).isEqualTo(403);
	}

}
