package dev.authserver.throttle;

import java.util.ArrayDeque;
import java.util.Deque;

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

	void took(Runnable keep, Runnable giveBack) {
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
	 */
	public void failed() {
		while (!this.taken.isEmpty()) {
			this.taken.remove().keep().run();
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
	private record Taken(Runnable keep, Runnable giveBack) {

	}

}
