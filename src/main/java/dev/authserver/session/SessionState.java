package dev.authserver.session;

import java.time.Instant;
import java.util.UUID;

import dev.authserver.user.Account;
import org.jspecify.annotations.Nullable;

/**
 * A session as the database knows it.
 *
 * @param id of the session
 * @param account whose it is, as the database knows it now
 * @param tokenHash hash of the refresh token, if it has one
 * @param replaced the tokens before it
 * @param createdAt time of the login
 * @param lastUsedAt time of the last refresh, give or take a minute
 * @param expiresAt when it ends unless it is renewed
 * @param userAgent what the client called itself at the login
 * @param address of the client at the login
 */
record SessionState(UUID id, Account account, @Nullable String tokenHash, ReplacedTokens replaced, Instant createdAt,
		Instant lastUsedAt, Instant expiresAt, @Nullable String userAgent, @Nullable String address) {

	/**
	 * Whether it goes on now, and its user may log in.
	 */
	boolean isLive(Instant now) {
		return this.expiresAt.isAfter(now) && this.account.active();
	}

	/**
	 * Whether a refresh token renews it, which the login of an admin by the form has not.
	 */
	boolean isRenewable() {
		return this.tokenHash != null;
	}

	/**
	 * Whether there have been refresh tokens before the current one.
	 */
	boolean wasRotated() {
		return this.tokenHash != null && !this.replaced.newestLast().isEmpty();
	}

	@Override
	public String toString() {
		return "SessionState[id=" + this.id + "]";
	}

}
