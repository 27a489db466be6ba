package dev.authserver.session;

import java.util.UUID;

import dev.authserver.user.Account;
import org.jspecify.annotations.Nullable;

/**
 * A session that a login has opened or a refresh token has renewed.
 *
 * @param account as the database knows it now
 * @param id of the session
 * @param refreshToken that the client does not have yet, if any
 */
public record OpenSession(Account account, UUID id, @Nullable String refreshToken) {

	@Override
	public String toString() {
		return "OpenSession[account=" + this.account + ", id=" + this.id + "]";
	}

}
