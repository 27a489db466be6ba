package dev.authserver.audit;

/**
 * Why a session ended.
 */
public enum SessionEnd {

	/**
	 * A client logged out with the refresh token of the session.
	 */
	LOGOUT("logout"),

	/**
	 * The session was not renewed in time.
	 */
	TIMEOUT("timeout"),

	/**
	 * The user or an admin ended the session, or changed the user's e-mail, password or
	 * rights.
	 */
	REVOKED("revoked"),

	/**
	 * The user logged in again with as many sessions as a user may have.
	 */
	TOO_MANY("too_many"),

	/**
	 * A refresh token of the session that a rotation had replaced was used again.
	 */
	TOKEN_REUSE("token_reuse");

	private final String reason;

	SessionEnd(String reason) {
		this.reason = reason;
	}

	/**
	 * Whether a request ended the session, and not the time.
	 */
	boolean hasActor() {
		return this != TIMEOUT;
	}

	@Override
	public String toString() {
		return this.reason;
	}

}
