package dev.authserver.user;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * How all users are walked through.
 */
class PagedUsersTests {

	private int pagesRead;

	private List<UserView> page(long after, int limit, int total) {
		this.pagesRead++;
		return LongStream.rangeClosed(after + 1, Math.min(after + limit, total))
			.mapToObj((id) -> new UserView(id, id + "@example.com"))
			.toList();
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, 1, 999, 1000, 1001, 2500 })
	void nextWhenWalkedThroughGivesEveryUserOnce(int total) {
		List<Long> walked = new ArrayList<>();
		UserService.walk((after) -> page(after, 1000, total))
			.iterator()
			.forEachRemaining((user) -> walked.add(user.id()));
		assertThat(walked).isEqualTo(LongStream.rangeClosed(1, total).boxed().toList());
		assertThat(this.pagesRead).isEqualTo(total / 1000 + 1);
	}

	@Test
	void nextWhenAtTheEndThrows() {
		Iterator<UserView> users = UserService.walk((after) -> List.of()).iterator();
		assertThat(users.hasNext()).isFalse();
		assertThatExceptionOfType(NoSuchElementException.class).isThrownBy(users::next);
	}

}
