package dev.authserver.throttle;

import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import dev.authserver.testsupport.Api;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Right passwords are never refused for being many at once, on every database.
 */
abstract class ParallelLoginRules extends ThrottledApi {

	private Map<Integer, Long> rightInParallel(int times, String address) throws Exception {
		return Api.inParallel(times, () -> login(this.email, PASSWORD, address).status())
			.stream()
			.collect(Collectors.groupingBy((status) -> status, Collectors.counting()));
	}

	@Test
	void loginWhenRightInParallelLetsAllIn() throws Exception {
		assertThat(rightInParallel(50, address())).isEqualTo(Map.of(200, 50L));
	}

	@Test
	void loginWhenRightInParallelFromManyAddressesLetsAllIn() throws Exception {
		List<Integer> statuses = Api.inParallel(40, () -> login(this.email, PASSWORD, address()).status());
		assertThat(statuses).containsOnly(200);
	}

	@Test
	void loginWhenRightInParallelWithOneTryLeftLetsAllIn() throws Exception {
		String address = address();
		for (int i = 0; i < LoginLimits.ACCOUNT_FROM_ADDRESS.burst() - 1; i++) {
			assertThat(login(this.email, "wrong", address).status()).isEqualTo(401);
		}
		assertThat(rightInParallel(12, address)).isEqualTo(Map.of(200, 12L));
	}

	@Test
	void loginWhenRightAmongWrongInParallelLetsTheRightOnesIn() throws Exception {
		String address = address();
		AtomicInteger turn = new AtomicInteger();
		List<Boolean> asExpected = Api.inParallel(30, () -> {
			boolean right = turn.getAndIncrement() % 5 != 0;
			return login(this.email, right ? PASSWORD : "wrong", address).status() == (right ? 200 : 401);
		});
		assertThat(asExpected).containsOnly(true);
	}

	@Test
	void loginWhenManyAccountsAreRightInParallelBehindOneAddressLetsAllIn() throws Exception {
		String address = address();
		List<String> users = IntStream.range(0, 110).mapToObj((i) -> "m" + i + "-" + this.email).toList();
		users.forEach((user) -> this.jdbc.sql("""
				insert into users (email, hashed_password, is_admin)
				select ?, hashed_password, false from users where email = ?""").params(user, this.email).update());
		AtomicInteger next = new AtomicInteger();
		List<Integer> statuses = Api.inParallel(users.size(),
				() -> login(users.get(next.getAndIncrement()), PASSWORD, address).status());
		assertThat(statuses).containsOnly(200);
	}

}
