package dev.authserver.user;

import org.jspecify.annotations.Nullable;

import org.springframework.security.core.AuthenticatedPrincipal;

/**
 * What a token may say of a user, and what its check needs.
 *
 * @param id never changes and is never given to another user
 * @param email in canonical form
 * @param admin whether the user may write
 * @param tokenVersion the only version whose access tokens are good
 * @param refreshTokenHash hash of the only refresh token that is good
 */
public record Account(long id, String email, boolean admin, int tokenVersion,
		@Nullable String refreshTokenHash) implements AuthenticatedPrincipal {

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
