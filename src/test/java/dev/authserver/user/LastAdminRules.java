package dev.authserver.user;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

import dev.authserver.testsupport.Api;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.web.ErrorResponseException;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * That an active admin is left whatever is changed at once, on every database. The
 * changes are asked of the service: no request would get past its token once its sender
 * is no admin any more.
 */
abstract class LastAdminRules {

	private static final String X = "last-x@example.com";

	private static final String Y = "last-y@example.com";

	/**
	 * Lets the changes overtake each other.
	 */
	private static final int MAX_DELAY_NANOS = 1_000_000;

	@Autowired
	private UserService users;

	@Autowired
	private TransactionOperations transactions;

	@Autowired
	private JdbcClient jdbc;

	private final ExecutorService threads = Executors.newFixedThreadPool(3);

	@BeforeEach
	void takeRightsOfOthers() {
		this.jdbc.sql("update users set is_admin = false").update();
	}

	@AfterEach
	void giveRightsBack() {
		this.threads.shutdownNow();
		remove();
		this.jdbc.sql("update users set is_admin = true where email = ?").param(Api.ADMIN).update();
	}

	private void remove() {
		this.jdbc.sql("delete from users where email like 'last-%'").update();
	}

	@ParameterizedTest
	@CsvSource({ "false, true, true", "true, true, true", "true, false, true" })
	void changeWhenPairsAndTriplesRunAtOnceLeavesAnAdmin(boolean admin, boolean active, boolean other)
			throws Exception {
		for (List<Change> changes : pairsAndTriples()) {
			remove();
			insert(X, admin, active);
			insert(Y, other, true);
			List<Integer> statuses = runAtOnce(changes);
			assertThat(statuses).as(changes.toString()).isSubsetOf(200, 204, 404, 409);
			assertThat(countAdmins()).as("Active admins after " + changes + " " + statuses).isPositive();
		}
	}

	/**
	 * A change that comes too late to wait finds the new state, and is refused as well.
	 */
	@ParameterizedTest
	@ValueSource(strings = { "delete X", "demote X", "disable X" })
	void changeWhenUserBecomesTheLastAdminMeanwhileReturns409(String name) {
		insert(X, false, true);
		insert(Y, true, true);
		Change change = Change.of("X", X)
			.stream()
			.filter((any) -> any.toString().equals(name))
			.findFirst()
			.orElseThrow();
		Future<Integer> status = this.transactions.execute((transaction) -> {
			this.jdbc.sql("update users set is_admin = true where email = ?").param(X).update();
			this.jdbc.sql("delete from users where email = ?").param(Y).update();
			Future<Integer> waiting = this.threads.submit(() -> change.status(this.users));
			LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(300));
			return waiting;
		});
		assertThat(status).succeedsWithin(Duration.ofSeconds(60)).isEqualTo(409);
		assertThat(countAdmins()).isEqualTo(1);
	}

	private static List<List<Change>> pairsAndTriples() {
		List<Change> ofX = Change.of("X", X);
		List<Change> ofY = Change.of("Y", Y);
		List<List<Change>> all = new ArrayList<>();
		for (int i = 0; i < ofX.size(); i++) {
			for (int j = 0; j < ofX.size(); j++) {
				all.add(List.of(ofX.get(i), ofY.get(j)));
				for (int k = i + 1; k < ofX.size(); k++) {
					all.add(List.of(ofX.get(i), ofX.get(k), ofY.get(j)));
					all.add(List.of(ofY.get(i), ofX.get(j), ofY.get(k)));
				}
			}
		}
		return all;
	}

	private void insert(String email, boolean admin, boolean active) {
		this.jdbc.sql("insert into users (email, hashed_password, is_admin, is_active) values (?, 'none', ?, ?)")
			.params(email, admin, active)
			.update();
	}

	private long countAdmins() {
		return this.jdbc.sql("select count(*) from users where is_admin and is_active").query(Long.class).single();
	}

	private List<Integer> runAtOnce(List<Change> changes) throws Exception {
		CyclicBarrier start = new CyclicBarrier(changes.size());
		List<Future<Integer>> running = new ArrayList<>();
		for (Change change : changes) {
			running.add(this.threads.submit(() -> {
				start.await();
				LockSupport.parkNanos(ThreadLocalRandom.current().nextInt(MAX_DELAY_NANOS));
				return change.status(this.users);
			}));
		}
		List<Integer> statuses = new ArrayList<>();
		for (Future<Integer> status : running) {
			statuses.add(status.get());
		}
		return statuses;
	}

	/**
	 * One change of a user.
	 */
	private record Change(String name, int success, Consumer<UserService> action) {

		static List<Change> of(String who, String email) {
			return List.of(new Change("delete " + who, 204, (users) -> users.delete(email)),
					update("demote " + who, email, null, false, null),
					update("disable " + who, email, null, null, false),
					update("promote " + who, email, null, true, null), update("enable " + who, email, null, null, true),
					update("rename " + who, email, "last-new-" + email, null, null));
		}

		private static Change update(String name, String email, @Nullable String newEmail, @Nullable Boolean admin,
				@Nullable Boolean active) {
			UserChange change = new UserChange(null, newEmail, admin, active);
			return new Change(name, 200, (users) -> users.update(email, change));
		}

		int status(UserService users) {
			try {
				this.action.accept(users);
				return this.success;
			}
			catch (ErrorResponseException ex) {
				return ex.getStatusCode().value();
			}
		}

		@Override
		public String toString() {
			return this.name;
		}

	}

}
