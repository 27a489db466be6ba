package dev.authserver.throttle;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/**
 * A login between its admission and the verdict on its password. Closing it without a
 * verdict gives the tries back that were taken for it.
 */
public final class LoginAttempt implements AutoCloseable {

	private static final Runnable NOTHING = () -> {
	};

	private final Deque<Taken> taken = new ArrayDeque<>();

	private final Runnable afterSuccess;

	private final Runnable atTheEnd;

	private LoginAttempt(Runnable afterSuccess, Runnable atTheEnd) {
		this.afterSuccess = afterSuccess;
		this.atTheEnd = atTheEnd;
	}

	static LoginAttempt counted(Runnable afterSuccess, Runnable atTheEnd) {
		return new LoginAttempt(afterSuccess, atTheEnd);
	}

	static LoginAttempt uncounted() {
		return new LoginAttempt(NOTHING, NOTHING);
	}

	/**
	 * @param keep is told whose password it was, if anybody's
	 */
	void took(Consumer<@Nullable Long> keep, Runnable giveBack) {
		this.taken.add(new Taken(keep, giveBack));
	}

	void giveBack() {
		while (!this.taken.isEmpty()) {
			this.taken.remove().giveBack().run();
		}
	}

	void giveBackLast() {
		this.taken.removeLast().giveBack().run();
	}

	/**
	 * The password was right, which costs nothing.
	 */
	public void succeeded() {
		giveBack();
		this.afterSuccess.run();
	}

	/**
	 * The password was wrong, which uses tries up.
	 * @param userId whose account it is, or null if there is no such user
	 */
	public void failed(@Nullable Long userId) {
		while (!this.taken.isEmpty()) {
			this.taken.remove().keep().accept(userId);
		}
	}

	@Override
	public void close() {
		try {
			giveBack();
		}
		finally {
			this.atTheEnd.run();
		}
	}

	/**
	 * A try of one limit, which is judged once.
	 */
	private record Taken(Consumer<@Nullable Long> keep, Runnable giveBack) {

	}

}
