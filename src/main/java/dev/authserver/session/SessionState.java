package dev.authserver.session;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * What the renewal of a session goes by.
 *
 * @param id of the session
 * @param userId whose it is
 * @param tokenHash hash of the refresh token, if it has one
 * @param replaced the tokens before it
 * @param createdAt time of the login
 * @param lastUsedAt time of the last refresh, give or take a minute
 * @param expiresAt when it ends unless it is renewed
 */
record SessionState(UUID id, long userId, @Nullable String tokenHash, ReplacedTokens replaced, Instant createdAt,
		Instant lastUsedAt, Instant expiresAt) {

	@Override
	public String toString() {
		return "SessionState[id=" + this.id + "]";
	}

}
