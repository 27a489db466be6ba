package dev.authserver.session;

import java.time.Instant;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.authserver.user.Account;
import io.swagger.v3.oas.annotations.media.Schema;
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

	/**
	 * @param current whether the request itself belongs to the session
	 */
	SessionView view(boolean current) {
		return new SessionView(this.id, this.createdAt, this.lastUsedAt, this.expiresAt, this.userAgent, this.address,
				current);
	}

	@Override
	public String toString() {
		return "SessionState[id=" + this.id + "]";
	}

	/**
	 * The only picture of a session that leaves.
	 *
	 * @param id names it in its address
	 * @param createdAt time of the login
	 * @param lastUsedAt time of the last refresh, give or take a minute
	 * @param expiresAt when it ends unless it is renewed
	 * @param userAgent what the client called itself at the login
	 * @param address of the client at the login
	 * @param current whether the request itself belongs to it
	 */
	@Schema(requiredProperties = { "id", "created_at", "last_used_at", "expires_at", "user_agent", "address",
			"current" })
	record SessionView(
			@Schema(example = "0b9e5a3c-8f1d-4b6e-9c57-2f60d1c3a8e4",
					description = "Names the session in its address") UUID id,
			@Schema(example = "2026-01-01T08:00:00Z",
					description = "Time of the login") @JsonProperty("created_at") Instant createdAt,
			@Schema(example = "2026-01-01T09:30:00Z",
					description = "Time of the last refresh, give or take a minute") @JsonProperty("last_used_at") Instant lastUsedAt,
			@Schema(example = "2026-01-01T11:00:00Z",
					description = "When the session ends unless it is renewed") @JsonProperty("expires_at") Instant expiresAt,
			@Schema(types = {
					"string", "null" }, example = "Mozilla/5.0",
					description = "What the client called itself at the login") @JsonProperty("user_agent") @Nullable String userAgent,
			@Schema(types = { "string", "null" }, example = "192.0.2.7",
					description = "The client's address at the login") @Nullable String address,
			@Schema(example = "true",
					description = "Whether the request itself belongs to the session") boolean current){
	}

}
