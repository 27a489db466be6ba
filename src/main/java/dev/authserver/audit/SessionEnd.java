package dev.authserver.audit;

/**
 * Why a session ended.
 */
public enum SessionEnd {

	/**
	 * Its refresh token was handed in for that.
	 */
	LOGOUT("logout"),

	/**
	 * It had not been renewed in time.
	 */
	TIMEOUT("timeout"),

	/**
	 * Its user or an admin ended it, or changed what it was opened with.
	 */
	REVOKED("revoked"),

	/**
	 * Its user logged in once more than sessions are allowed.
	 */
	TOO_MANY("too_many"),

	/**
	 * A refresh token of it that had been replaced was used again.
	 */
	TOKEN_REUSE("token_reuse");

	private final String reason;

	SessionEnd(String reason) {
		this.reason = reason;
	}

	/**
	 * Whether somebody did it.
	 */
	boolean hasActor() {
		return this != TIMEOUT;
	}

	@Override
	public String toString() {
		return this.reason;
	}

}
