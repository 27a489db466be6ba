package dev.authserver.transfer;

import java.util.List;
import java.util.stream.LongStream;

import dev.authserver.testsupport.Api;
import dev.authserver.testsupport.Api.Answer;
import dev.authserver.transfer.Import.Report;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

import static dev.authserver.transfer.Import.PASSWORD;
import static dev.authserver.transfer.Import.user;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Which ids users get who come from elsewhere, and those who come after them, on every
 * database.
 */
abstract class ImportedIdsRules {

	private static final long MAX_ID = 1L << 53;

	@LocalServerPort
	private int port;

	@Autowired
	private JdbcClient jdbc;

	private Api api;

	private String[] admin;

	private Import imports;

	private long free;

	@BeforeEach
	void findFreeIds() {
		this.api = new Api(this.port);
		this.admin = Api.bearer(this.api.adminToken());
		this.imports = new Import(this.api);
		this.free = create() + 100;
	}

	private long create() {
		Answer created = this.api.create(Api.email(), PASSWORD, this.admin);
		assertThat(created.status()).as(created.body()).isEqualTo(201);
		return created.json().path("id").asLong();
	}

	private long id(String email) {
		return this.api.get(Api.query(email), this.admin).json().path("id").asLong();
	}

	private void delete(String email) {
		assertThat(this.api.send("DELETE", Api.query(email), this.admin).status()).isEqualTo(204);
	}

	@Test
	void importWhenIdIsFreeKeepsItAndNewOnesDoNotCollide() {
		List<String> emails = LongStream.range(0, 5).mapToObj((i) -> Api.email()).toList();
		Report report = this.imports.lines("", user(emails.get(0), "id", this.free + 3), user(emails.get(1)),
				user(emails.get(2), "id", this.free), user(emails.get(3)),
				user(emails.get(4), "id", this.free + 4, "is_active", false));
		assertThat(report.counts()).containsExactly(5L, 0L, 0L, 0L);
		assertThat(report.reasons()).isEmpty();
		assertThat(emails.stream().map(this::id)).contains(this.free, this.free + 3, this.free + 4)
			.doesNotHaveDuplicates();
		assertThat(create()).isGreaterThan(this.free + 4);
		String below = Api.email();
		this.imports.lines("", user(below, "id", this.free + 1));
		assertThat(id(below)).as("an id that is free below others").isEqualTo(this.free + 1);
		create();
	}

	@Test
	void importWhenIdIsNotFreeGivesAnotherAndTells() {
		String first = Api.email();
		String taken = Api.email();
		String tooLarge = Api.email();
		String muchTooLarge = Api.email();
		Report report = this.imports.lines("", user(first, "id", this.free), user(taken, "id", this.free),
				user(tooLarge, "id", MAX_ID + 1),
				"{\"id\":123456789012345678901234567890," + user(muchTooLarge).substring(1),
				user(Api.email(), "id", -1));
		assertThat(report.counts()).containsExactly(5L, 0L, 0L, 0L);
		assertThat(report.reasons()).containsOnlyKeys(2L, 3L, 4L, 5L)
			.containsEntry(2L, "id: is or was another user's, so the user got " + id(taken))
			.containsEntry(3L, "id: is not from 1 to 9007199254740992, so the user got " + id(tooLarge))
			.containsEntry(4L, "id: is not from 1 to 9007199254740992, so the user got " + id(muchTooLarge));
	}

	@Test
	void importWhenIdBelongedToADeletedUserGivesAnother() {
		String imported = Api.email();
		String again = Api.email();
		this.imports.lines("", user(imported, "id", this.free));
		delete(imported);
		this.imports.lines("", user(again, "id", this.free));
		assertThat(id(again)).isGreaterThan(this.free);
	}

	@Test
	void importWhenIdIsTheHighestKeepsItAndLeavesOthersLow() {
		String highest = Api.email();
		this.imports.lines("", user(highest, "id", MAX_ID));
		assertThat(id(highest)).isEqualTo(MAX_ID);
		assertThat(create()).isLessThan(1L << 40);
		delete(highest);
		assertThat(create()).isLessThan(1L << 40);
	}

	@Test
	void createWhenIdsWereGivenByHandFindsAFreeOne() {
		long next = create() + 1;
		LongStream.range(next, next + 20).forEach(this::insert);
		assertThat(create()).isGreaterThanOrEqualTo(next + 20);
		assertThat(this.imports.lines("", user(Api.email())).counts()).containsExactly(1L, 0L, 0L, 0L);
		next = create() + 1;
		LongStream.range(next, next + 3).forEach(this::insert);
		assertThat(this.imports.lines("", user(Api.email()), user(Api.email())).counts()).containsExactly(2L, 0L, 0L,
				0L);
		create();
	}

	@Test
	void deleteWhenIdWasGivenByHandIsNotGivenAgain() {
		long next = create() + 1;
		insert(next);
		delete("by-hand-" + next + "@example.com");
		assertThat(create()).isGreaterThan(next);
	}

	private void insert(long id) {
		this.jdbc.sql("insert into users (id, email, hashed_password) values (?, ?, 'none')")
			.params(id, "by-hand-" + id + "@example.com")
			.update();
	}

}
