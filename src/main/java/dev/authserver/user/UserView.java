package dev.authserver.user;

import io.swagger.v3.oas.annotations.media.Schema;

/**
 * The only picture of a user that leaves the server.
 *
 * @param id never changes and is never given to another user
 * @param email in canonical form
 */
public record UserView(@Schema(example = "7", requiredMode = Schema.RequiredMode.REQUIRED) long id,
		@Schema(example = "ada@example.com", requiredMode = Schema.RequiredMode.REQUIRED) String email) {
}
