package dev.authserver.event;

import java.time.Instant;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A security event as it is stored and as admins see it. Users are named by their ids,
 * which stay true when e-mails change.
 *
 * @param id greater than those of all events before
 * @param at when it happened
 * @param kind its OWASP name
 * @param userId the user it is about
 * @param actorId the user who caused it
 * @param address of the client
 * @param sessionId the session it is about
 * @param requestId of the request that caused it
 */
@Schema(name = "Event",
		requiredProperties = { "id", "at", "kind", "user_id", "actor_id", "address", "session_id", "request_id" })
record EventView(
		@Schema(example = "019b7e2c-5a00-7000-8f1d-4b6e9c572f60",
				description = "Greater than the ids of all events before") UUID id,
		@Schema(example = "2026-01-01T08:00:00Z", description = "When it happened") Instant at,
		@Schema(example = "authn_login_success",
				description = "What has happened, in the words of the OWASP logging vocabulary") String kind,
		@Schema(types = {
				"integer", "null" }, example = "7",
				description = "The user it is about, if there is one; the user may have been deleted since") @JsonProperty("user_id") @Nullable Long userId,
		@Schema(types = { "integer", "null" }, example = "1",
				description = "The user who caused it, if it is known who that was") @JsonProperty("actor_id") @Nullable Long actorId,
		@Schema(types = { "string", "null" }, example = "192.0.2.7",
				description = "The client's address, if a request caused it") @Nullable String address,
		@Schema(types = { "string", "null" }, example = "0b9e5a3c-8f1d-4b6e-9c57-2f60d1c3a8e4",
				description = "The session it is about, if it is one") @JsonProperty("session_id") @Nullable UUID sessionId,
		@Schema(types = { "string", "null" }, example = "5f1c9ad24e7b4c1f",
				description = "The request that caused it, if one did") @JsonProperty("request_id") @Nullable String requestId){
}
