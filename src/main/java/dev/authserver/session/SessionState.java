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
	 * How the ids begin that the migration of old refresh tokens gave out.
	 */
	private static final long CARRIED_OVER = UUID.fromString("00000000-0000-4000-8000-000000000000")
		.getMostSignificantBits();

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

	/**
	 * Whether it is from before there were sessions, so that only its token knows when it
	 * ends.
	 */
	boolean isCarriedOver() {
		return this.id.getMostSignificantBits() == CARRIED_OVER;
	}

	@Override
	public String toString() {
		return "SessionState[id=" + this.id + "]";
	}

}
