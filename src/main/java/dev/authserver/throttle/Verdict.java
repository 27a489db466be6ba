package dev.authserver.throttle;

/**
 * What a limit says to a login.
 *
 * @param waitMillis 0 if the login has taken a try, the time until one is given back if
 * wrong passwords have used all up, and {@link #UNJUDGED} if it depends on the logins
 * under way
 */
record Verdict(long waitMillis) {

	static final Verdict TAKEN = new Verdict(0);

	/**
	 * Logins under way hold the last tries, and give them back if their passwords are
	 * right.
	 */
	static final Verdict UNJUDGED = new Verdict(-1);

	boolean isTaken() {
		return this.waitMillis == 0;
	}

	boolean isRefused() {
		return this.waitMillis > 0;
	}

}
