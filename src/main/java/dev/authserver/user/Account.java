package dev.authserver.user;

import org.springframework.security.core.AuthenticatedPrincipal;

/**
 * What a token may say of a user, and what its check needs.
 *
 * @param id never changes and is never given to another user
 * @param email in canonical form
 * @param admin whether the user may write
 * @param active whether the user may log in
 * @param version goes up with each change of the credentials
 */
public record Account(long id, String email, boolean admin, boolean active,
		int version) implements AuthenticatedPrincipal {

	/**
	 * Whether this is one of those who keep the server manageable.
	 */
	boolean isActiveAdmin() {
		return this.admin && this.active;
	}

	/**
	 * The name that logs know the user by.
	 */
	@Override
	public String getName() {
		return String.valueOf(this.id);
	}

	@Override
	public String toString() {
		return "Account[id=" + this.id + ", admin=" + this.admin + "]";
	}

}
