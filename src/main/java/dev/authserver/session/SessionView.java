package dev.authserver.session;

import java.time.Instant;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.Schema;
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
@Schema(requiredProperties = { "id", "created_at", "last_used_at", "expires_at", "user_agent", "address", "current" })
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
		@Schema(example = "true", description = "Whether the request itself belongs to the session") boolean current){

	static SessionView of(SessionState session, boolean current) {
		return new SessionView(session.id(), session.createdAt(), session.lastUsedAt(), session.expiresAt(),
				session.userAgent(), session.address(), current);
	}

}
