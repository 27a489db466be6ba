package dev.authserver.transfer;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.authserver.testsupport.Api;
import dev.authserver.testsupport.Api.Answer;
import dev.authserver.transfer.Import.Report;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

import static dev.authserver.transfer.Import.NDJSON;
import static dev.authserver.transfer.Import.OTHER_HASH;
import static dev.authserver.transfer.Import.OTHER_PASSWORD;
import static dev.authserver.transfer.Import.PASSWORD;
import static dev.authserver.transfer.Import.line;
import static dev.authserver.transfer.Import.user;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * What holds for imports on every database.
 */
abstract class ImportRules {

	private static final String UPDATE = "?on_conflict=update";

	private static final String REPLACE = "?on_conflict=update&passwords=replace";

	@LocalServerPort
	private int port;

	@Autowired
	private JdbcClient jdbc;

	private Api api;

	private Import imports;

	@BeforeEach
	void logIn() {
		this.api = new Api(this.port);
		this.imports = new Import(this.api);
	}

	/**
	 * The one user of the file that the Python server came with, with a hash of
	 * {@code admin}.
	 */
	static Stream<List<String>> filesOfThePythonServer() {
		String hash = "$2b$12$fB7Vl3AuTGEm8df49bWS9uT1iEV4bcbph3v.eEX83Vq027d2v.EIS";
		return Stream.of(
				List.of(NDJSON,
						"{\"id\":0,\"email\":\"EMAIL\",\"hashed_password\":\"" + hash
								+ "\",\"is_admin\":1,\"refresh_token\":null}\n"),
				List.of("text/csv; charset=utf-8",
						"\uFEFFid,email,hashed_password,is_admin\r\n0,EMAIL," + hash + ",1\r\n"),
				List.of("application/json",
						"[{\"id\":0,\"email\":\"EMAIL\",\"hashed_password\":\"" + hash + "\",\"is_admin\":1}]\n"));
	}

	@ParameterizedTest
	@MethodSource("filesOfThePythonServer")
	void importWhenFromThePythonServerLetsItsAdminIn(List<String> file) {
		String email = Api.email();
		Report report = this.imports.of(file.get(0), "", file.get(1).replace("EMAIL", "Old." + email.toUpperCase()));
		assertThat(report.counts()).containsExactly(1L, 0L, 0L, 0L);
		long id = id("old." + email);
		assertThat(id).isPositive();
		assertThat(report.reasons().values())
			.containsExactly("id: is not from 1 to 9007199254740992, so the user got " + id);
		assertThat(this.api.adminLogin("old." + email, "admin").status()).isEqualTo(200);
		assertThat(this.api.get("/users/?limit=1&after=" + (id - 1)).json().path(0).path("id").asLong()).isEqualTo(id);
		assertThat(hash("old." + email)).startsWith("{argon2id}");
	}

	@Test
	void importWhenMembersAreGivenKeepsThem() {
		String ada = Api.email();
		String bob = Api.email();
		String eve = Api.email();
		this.imports.lines("",
				user(ada, "is_admin", true, "is_active", false, "created_at", "2020-01-02T03:04:05.678Z"),
				user(bob, "created_at", "2020-01-02 03:04:05+02", "is_active", "t"), user(eve));
		assertThat(row(ada)).isEqualTo("true false 2020-01-02T03:04:05.678Z");
		assertThat(row(bob)).isEqualTo("false true 2020-01-02T01:04:05Z");
		assertThat(row(eve)).startsWith("false true 20").doesNotContain("2020");
		assertThat(this.api.login(bob, PASSWORD).status()).isEqualTo(200);
		assertThat(this.api.login(ada, PASSWORD).status()).isEqualTo(401);
	}

	private String row(String email) {
		return this.jdbc.sql("select is_admin, is_active, created_at from users where email = ?")
			.param(email)
			.query((row, number) -> row.getBoolean(1) + " " + row.getBoolean(2) + " "
					+ row.getObject(3, java.time.OffsetDateTime.class).toInstant())
			.single();
	}

	private long id(String email) {
		return this.jdbc.sql("select id from users where email = ?").param(email).query(Long.class).single();
	}

	private String hash(String email) {
		return this.jdbc.sql("select hashed_password from users where email = ?")
			.param(email)
			.query(String.class)
			.single();
	}

	@Test
	void importWhenLinesAreBadLosesNothingElse() {
		String first = Api.email();
		String last = Api.email();
		String long64 = "{\"email\":\"" + "x".repeat(70_000) + "\"}";
		Report report = this.imports.lines("", user(first), "", "garbage", "[]", line(Api.email()),
				line(Api.email(), "hashed_password", "plain text"), user("no e-mail"),
				line(Api.email(), "hashed_password", 5), user(Api.email(), "id", "x"),
				user(Api.email(), "is_admin", "maybe"), user(Api.email(), "created_at", "yesterday"), long64,
				"{\"email\":\"a@example.com\",\"email\":\"b@example.com\"}", "{\"hashed_password\":\"\\ud800\"}",
				user(Api.email(), "id", List.of(1)), user(first), user(last));
		assertThat(report.counts()).containsExactly(2L, 0L, 1L, 13L);
		assertThat(report.reasons()).containsKeys(3L, 4L, 7L, 14L, 15L)
			.containsEntry(5L, "hashed_password: is missing")
			.hasEntrySatisfying(6L, (reason) -> assertThat(reason).startsWith("hashed_password: is "))
			.containsEntry(8L, "hashed_password: must be a string")
			.containsEntry(9L, "id: must be a whole number")
			.containsEntry(10L, "is_admin: must be true or false")
			.containsEntry(11L, "created_at: must be a time such as 2026-01-01T08:00:00Z")
			.containsEntry(12L, "is longer than 64 KiB")
			.containsEntry(13L, "names a member twice")
			.hasSize(13);
		assertThat(report.answer().body()).doesNotContain("plain text");
		assertThat(this.api.login(last, PASSWORD).status()).isEqualTo(200);
	}

	@Test
	void importWhenMemberIsUnknownTellsOnce() {
		Report report = this.imports.lines("", user(Api.email(), "is_admn", true), user(Api.email(), "is_admn", true));
		assertThat(report.counts()).containsExactly(2L, 0L, 0L, 0L);
		assertThat(report.reasons()).hasSize(1)
			.containsEntry(1L, "the member is_admn is not known, and is ignored on all lines");
	}

	@Test
	void importWhenProblemsAreManyTellsTheFirstThousand() {
		String good = Api.email();
		String bad = "{}\n".repeat(2500);
		Report report = this.imports.of(NDJSON, "", bad + user(good, "id", 0) + "\n" + bad);
		assertThat(report.counts()).containsExactly(1L, 0L, 0L, 5000L);
		assertThat(report.reasons()).hasSize(1000)
			.containsOnlyKeys(IntStream.rangeClosed(1, 1000).mapToObj(Long::valueOf).toList());
	}

	@Test
	void importWhenLargerThanOtherBodiesTakesItAll() {
		String mark = Api.email();
		String lines = IntStream.range(0, 2500)
			.mapToObj((i) -> user(i + "-" + mark, "is_active", i % 2 == 0))
			.collect(Collectors.joining("\n"));
		assertThat(this.imports.of(NDJSON, "", lines).counts()).containsExactly(2500L, 0L, 0L, 0L);
		assertThat(this.imports.of(NDJSON, UPDATE, lines).counts()).containsExactly(0L, 0L, 2500L, 0L);
		String other = lines.replace("\"is_active\":true", "\"is_active\":false");
		assertThat(this.imports.of(NDJSON, UPDATE, other).counts()).containsExactly(0L, 1250L, 1250L, 0L);
		this.jdbc.sql("delete from users where email like ?").param("%-" + mark).update();
	}

	@Test
	void importWhenUserIsThereSkipsUnlessToldToUpdate() {
		String email = Api.email();
		this.imports.lines("", user(email));
		String access = this.api.login(email, PASSWORD).text("access_token");
		String changed = line(email.toUpperCase(), "hashed_password", OTHER_HASH, "is_admin", true, "id", 5);
		assertThat(this.imports.lines("", changed).counts()).containsExactly(0L, 0L, 1L, 0L);
		assertThat(this.imports.lines(UPDATE, changed).counts()).containsExactly(0L, 1L, 0L, 0L);
		JsonNode me = this.api.get("/me/", Api.bearer(access)).json();
		assertThat(me.path("is_admin").asBoolean()).as("the session goes on: " + me).isTrue();
		assertThat(this.imports.lines(UPDATE, changed, line(email)).counts()).containsExactly(0L, 0L, 2L, 0L);
		assertThat(this.api.get("/me/", Api.bearer(access)).status()).isEqualTo(200);
		assertThat(this.api.login(email, PASSWORD).status()).isEqualTo(200);
	}

	@Test
	void importWhenPasswordIsReplacedEndsSessionsOnce() {
		String email = Api.email();
		this.imports.lines("", user(email));
		String access = this.api.login(email, PASSWORD).text("access_token");
		String changed = line(email, "hashed_password", OTHER_HASH);
		assertThat(this.imports.lines(REPLACE, changed).counts()).containsExactly(0L, 1L, 0L, 0L);
		assertThat(this.api.get("/me/", Api.bearer(access)).status()).isEqualTo(401);
		assertThat(this.imports.lines(REPLACE, changed).counts()).containsExactly(0L, 0L, 1L, 0L);
		assertThat(this.api.login(email, OTHER_PASSWORD).status()).isEqualTo(200);
	}

	@Test
	void importWhenUserIsDisabledEndsSessions() {
		String email = Api.email();
		this.imports.lines("", user(email));
		Answer login = this.api.login(email, PASSWORD);
		this.imports.lines(UPDATE, line(email, "is_active", false));
		assertThat(this.api.get("/me/", Api.bearer(login.text("access_token"))).status()).isEqualTo(401);
		assertThat(this.api.refresh(login.text("refresh_token")).status()).isEqualTo(401);
		assertThat(this.api.login(email, PASSWORD).status()).isEqualTo(401);
	}

	@ParameterizedTest
	@ValueSource(strings = { "is_admin", "is_active" })
	void importWhenLastAdminWouldGoLeavesOne(String right) {
		String another = Api.email();
		this.jdbc.sql("update users set is_admin = false where email <> ?").param(Api.ADMIN).update();
		String demotion = line(Api.ADMIN, right, false);
		Report report = this.imports.lines(UPDATE, demotion, line(Api.ADMIN, "is_admin", true));
		assertThat(report.counts()).containsExactly(0L, 0L, 1L, 1L);
		assertThat(report.reasons()).containsEntry(1L, "The last active admin must stay one");
		assertThat(this.imports.lines(UPDATE, user(another, "is_admin", true)).counts()).containsExactly(1L, 0L, 0L,
				0L);
		report = this.imports.lines(UPDATE, demotion, line(another, right, false));
		assertThat(report.reasons()).hasSize(1).containsEntry(2L, "The last active admin must stay one");
		this.jdbc.sql("update users set is_admin = true, is_active = true where email = ?").param(Api.ADMIN).update();
	}

	@Test
	void importWhenDryRunTellsAndDoesNothing() {
		String known = Api.email();
		String unknown = Api.email();
		this.imports.lines("", user(known));
		String access = this.api.login(known, PASSWORD).text("access_token");
		Report report = this.imports.lines(REPLACE + "&dry_run=true", user(unknown), "{}",
				line(known, "hashed_password", OTHER_HASH), user(unknown), user(unknown.toUpperCase()));
		assertThat(report.counts()).containsExactly(1L, 1L, 2L, 1L);
		assertThat(this.api.get(Api.query(unknown)).status()).isEqualTo(404);
		assertThat(this.api.get("/me/", Api.bearer(access)).status()).isEqualTo(200);
	}

	@Test
	void importWhenSeveralRunAtOnceCreatesEachUserOnce() throws Exception {
		String mark = Api.email();
		String lines = IntStream.range(0, 300).mapToObj((i) -> user(i + "-" + mark)).collect(Collectors.joining("\n"));
		List<Report> reports = Api.inParallel(3, () -> this.imports.of(NDJSON, UPDATE, lines));
		assertThat(reports).allSatisfy((report) -> assertThat(report.counts().get(3)).isZero());
		assertThat(reports.stream().mapToLong((report) -> report.counts().get(0)).sum()).isEqualTo(300);
		this.jdbc.sql("delete from users where email like ?").param("%-" + mark).update();
	}

	@Test
	void importWhenRequestIsBadReturns422() {
		assertThat(this.imports.send("text/plain", "", user(Api.email())).text("detail"))
			.startsWith("body: must be sent as ")
			.contains("application/x-ndjson", "text/csv", "application/json");
		assertThat(this.imports.send("application/json", "", "{}").text("detail"))
			.isEqualTo("body: must be a JSON array");
		assertThat(this.imports.send("application/json", "", "garbage").text("detail"))
			.isEqualTo("body: must be a JSON array");
		assertThat(this.imports.send("text/csv", "", "mail\na@example.com").text("detail"))
			.startsWith("body: must begin with a header that names email");
		assertThat(this.imports.send(NDJSON, "?on_conflict=merge", "{}").text("detail"))
			.isEqualTo("on_conflict: must be skip or update");
		assertThat(this.imports.send(NDJSON, "?dry_run=perhaps", "{}").text("detail"))
			.isEqualTo("dry_run: must be true or false");
	}

	@Test
	void importWhenCallerIsNoAdminTakesNothing() {
		String email = Api.email();
		this.imports.lines("", user(email));
		String[] user = Api.bearer(this.api.login(email, PASSWORD).text("access_token"));
		byte[] body = user(Api.email()).getBytes();
		for (String path : List.of("/users/import", "/users/import/")) {
			assertThat(this.api.send("POST", path, body, "Content-Type", NDJSON).status()).isEqualTo(401);
			assertThat(this.api.send("POST", path, body, "Content-Type", NDJSON, user[0], user[1]).status())
				.isEqualTo(403);
			assertThat(this.api.get(path).status()).isEqualTo(405);
		}
	}

}
