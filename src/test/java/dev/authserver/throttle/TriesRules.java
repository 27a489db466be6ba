package dev.authserver.throttle;

import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import dev.authserver.audit.SecurityLog;
import dev.authserver.problem.ProblemException;
import dev.authserver.settings.KeyedDigest;
import dev.authserver.testsupport.ManualClock;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How tries are used up and come back while hours pass, on every database.
 */
abstract class TriesRules {

	private static final AtomicInteger COUNTER = new AtomicInteger();

	@Autowired
	private JdbcClient jdbc;

	@Autowired
	private KeyedDigest digest;

	@Autowired
	private SecurityLog events;

	private final ManualClock time = new ManualClock();

	private LoginThrottle throttle() {
		return new LoginThrottle(new ThrottleProperties(true, Duration.ZERO),
				new LoginLimits(this.digest, this.events, this.jdbc, this.time));
	}

	private static String account() {
		return "account-" + COUNTER.incrementAndGet() + "@example.com";
	}

	private static String address() {
		int number = COUNTER.incrementAndGet();
		return "10." + (number >> 16 & 255) + "." + (number >> 8 & 255) + "." + (number & 255);
	}

	/**
	 * @return nothing, or the seconds after which it may be tried again
	 */
	private static OptionalInt login(LoginThrottle throttle, String account, String address, boolean right) {
		try (LoginAttempt attempt = throttle.check(account, address)) {
			if (right) {
				attempt.succeeded();
			}
			else {
				attempt.failed(null);
			}
			return OptionalInt.empty();
		}
		catch (ProblemException ex) {
			return OptionalInt.of(Integer.parseInt(ex.getHeaders().getFirst(HttpHeaders.RETRY_AFTER)));
		}
	}

	/**
	 * Strangers ask all the time, while once in ten minutes the owner comes from a new
	 * address and does as Retry-After says.
	 */
	private void checkOwnerGetsIn(int strangers, int everySeconds) {
		LoginThrottle throttle = throttle();
		String account = account();
		List<String> addresses = IntStream.range(0, strangers).mapToObj((i) -> address()).toList();
		for (int second = 0, due = 600; second < 7200; second++, this.time.pass(1)) {
			if (second % everySeconds == 0) {
				addresses.forEach((address) -> login(throttle, account, address, false));
			}
			if (second == due) {
				OptionalInt wait = login(throttle, account, address(), true);
				due += wait.orElse(600 - due % 600);
				assertThat(due % 600).as("seconds that the owner waits").isLessThanOrEqualTo(61);
			}
		}
	}

	@Test
	void checkWhenOneStrangerPollsLetsTheOwnerInWithinAMinute() {
		List.of(1, 7, 31, 59, 60, 61).forEach((seconds) -> checkOwnerGetsIn(1, seconds));
	}

	@Test
	void checkWhenAFewStrangersPollLetsTheOwnerInWithinAMinute() {
		List.of(5, 60, 61).forEach((seconds) -> checkOwnerGetsIn(4, seconds));
		checkOwnerGetsIn(10, 60);
	}

	@Test
	void checkWhenClientObeysRetryAfterLetsItIn() {
		LoginThrottle throttle = throttle();
		String account = account();
		String address = address();
		for (int i = 0; i < 40; i++) {
			OptionalInt wait = login(throttle, account, address, false);
			if (wait.isPresent()) {
				this.time.pass(wait.getAsInt());
				assertThat(login(throttle, account, address, i % 2 == 0)).isEmpty();
			}
		}
	}

	@Test
	void checkWhenAddressAndPairAreUsedUpAsksTheAddressFirst() {
		LoginThrottle throttle = throttle();
		String account = account();
		String address = address();
		IntStream.range(0, 10).forEach((i) -> login(throttle, account, address, false));
		IntStream.range(0, 90).forEach((i) -> login(throttle, account(), address, false));
		assertThat(login(throttle, account, address, true).getAsInt()).isBetween(1, 6);
	}

	@Test
	void checkWhenClosedWithoutAnAnswerCostsNothing() {
		LoginThrottle throttle = throttle();
		String account = account();
		String address = address();
		IntStream.range(0, 300).forEach((i) -> throttle.check(account, address).close());
		assertThat(login(throttle, account, address, false)).isEmpty();
	}

	@Test
	void takeWhenTimePassesGivesTriesBackAndForgets() {
		String account = account();
		SharedTries tries = new SharedTries(new Rate(3, Duration.ofSeconds(60)), this.jdbc, this.time);
		for (int i = 0; i < 3; i++) {
			assertThat(tries.take(account, 0)).isEqualTo(Verdict.TAKEN);
		}
		assertThat(tries.take(account, 0)).isEqualTo(Verdict.UNJUDGED);
		tries.giveBack(account);
		assertThat(tries.take(account, 1)).isEqualTo(Verdict.UNJUDGED);
		assertThat(tries.take(account, 0)).isEqualTo(Verdict.TAKEN);
		IntStream.range(0, 3).forEach((i) -> tries.keep(account, null));
		assertThat(tries.take(account, 0)).isEqualTo(new Verdict(60_000));
		this.time.pass(61);
		assertThat(tries.take(account, 0)).isEqualTo(Verdict.TAKEN);
		tries.keep(account, null);
		assertThat(tries.take(account, 0).waitMillis()).isBetween(1L, 60_000L);
		tries.clean();
		assertThat(rows(account)).isEqualTo(1);
		this.time.pass(3600);
		tries.clean();
		assertThat(rows(account)).isZero();
	}

	@Test
	void takeWhenAServerHasDiedCountsItsLoginsAsWrong() {
		String account = account();
		SharedTries tries = new SharedTries(new Rate(3, Duration.ofHours(1)), this.jdbc, this.time);
		IntStream.range(0, 3).forEach((i) -> tries.take(account, 0));
		assertThat(tries.take(account, 0)).isEqualTo(Verdict.UNJUDGED);
		this.time.pass(181);
		assertThat(tries.take(account, 0).isRefused()).isTrue();
	}

	private int rows(String account) {
		return this.jdbc.sql("select count(*) from login_tries where account = ?")
			.param(account)
			.query(Integer.class)
			.single();
	}

	@Test
	void originWhenNotSeenForLongIsForgotten() {
		String origin = this.digest.of("origin", account());
		LoginOrigins origins = new LoginOrigins(this.jdbc, this.time);
		assertThat(origins.isKnown(origin)).isFalse();
		origins.remember(origin);
		origins.remember(origin);
		assertThat(origins.isKnown(origin)).isTrue();
		this.time.pass(31 * 24 * 3600);
		assertThat(origins.isKnown(origin)).isFalse();
		origins.clean();
		this.time.pass(-31 * 24 * 3600);
		assertThat(origins.isKnown(origin)).isFalse();
	}

}
