package dev.authserver.session;

import java.time.Instant;
import java.util.UUID;

import dev.authserver.user.Account;
import org.jspecify.annotations.Nullable;

/**
 * What the renewal of a session goes by.
 *
 * @param id of the session
 * @param account whose it is, as the database knows it now
 * @param tokenHash hash of the refresh token, if it has one
 * @param replaced the tokens before it
 * @param createdAt time of the login
 * @param lastUsedAt time of the last refresh, give or take a minute
 * @param expiresAt when it ends unless it is renewed
 */
record SessionState(UUID id, Account account, @Nullable String tokenHash, ReplacedTokens replaced, Instant createdAt,
		Instant lastUsedAt, Instant expiresAt) {

	/**
	 * Whether it goes on now, and its user may log in.
	 */
	boolean isLive(Instant now) {
		return this.expiresAt.isAfter(now) && this.account.active();
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
