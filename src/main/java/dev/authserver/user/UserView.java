package dev.authserver.user;

import java.time.Instant;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The only picture of a user that leaves the server.
 *
 * @param id never changes and is never given to another user
 * @param email in canonical form
 * @param state what only admins see
 */
@Schema(requiredProperties = { "id", "email" })
public record UserView(
		@Schema(example = "7", description = "Never changes, and is never given to another user") long id,
		@Schema(example = "ada@example.com", description = "Unique; can change") String email,
		@JsonUnwrapped @Nullable State state) {

	/**
	 * The picture for everybody.
	 */
	UserView(long id, String email) {
		this(id, email, null);
	}

	/**
	 * What admins see of a user besides, as further members of the same answer.
	 *
	 * @param admin whether the user may manage users
	 * @param active whether the user may log in
	 * @param createdAt unknown for users of versions that did not store it
	 * @param lastLoginAt null before the first login
	 * @param sessions how many sessions go on
	 */
	@Schema(description = "What admins see besides")
	record State(@Schema(example = "false",
			description = "Whether the user may manage users; for admins only") @JsonProperty("is_admin") boolean admin,
			@Schema(example = "true",
					description = "Whether the user may log in; for admins only") @JsonProperty("is_active") boolean active,
			@Schema(types = {
					"string", "null" }, example = "2026-01-01T08:00:00Z",
					description = "When the user was created, null where that is unknown; for admins only") @JsonProperty("created_at") @Nullable Instant createdAt,
			@Schema(types = { "string", "null" }, example = "2026-01-02T08:00:00Z",
					description = "Time of the last login, null before the first; for admins only") @JsonProperty("last_login_at") @Nullable Instant lastLoginAt,
			@Schema(example = "1", description = "How many sessions go on; for admins only") int sessions){
	}

}
