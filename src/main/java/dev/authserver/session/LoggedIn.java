package dev.authserver.session;

import java.util.UUID;

import dev.authserver.user.Account;

import org.springframework.security.core.AuthenticatedPrincipal;

/**
 * The sender of a request whose access token is good.
 *
 * @param account as the database knows it now
 * @param session to which the token belongs
 */
public record LoggedIn(Account account, UUID session) implements AuthenticatedPrincipal {

	/**
	 * The name that logs know the user by.
	 */
	@Override
	public String getName() {
		return this.account.getName();
	}

}
