package dev.authserver.throttle;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * A login that may be tried, until it is known whether its password is right. What has
 * been taken for it before is given back when it is closed without an answer.
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
