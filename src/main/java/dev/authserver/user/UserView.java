package dev.authserver.user;

import io.swagger.v3.oas.annotations.media.Schema;

/**
 * The only picture of a user that leaves the server.
 *
 * @param id never changes and is never given to another user
 * @param email in canonical form
 */
@Schema(requiredProperties = { "id", "email" })
public record UserView(
		@Schema(example = "7", description = "Never changes, and is never given to another user") long id,
		@Schema(example = "ada@example.com", description = "Unique; can change") String email) {
}
