package dev.authserver.session;

import java.time.Instant;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

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
record SessionView(UUID id, @JsonProperty("created_at") Instant createdAt,
		@JsonProperty("last_used_at") Instant lastUsedAt, @JsonProperty("expires_at") Instant expiresAt,
		@JsonProperty("user_agent") @Nullable String userAgent, @Nullable String address, boolean current) {
}
