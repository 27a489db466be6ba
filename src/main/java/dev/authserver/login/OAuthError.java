package dev.authserver.login;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.Schema;

/**
 * What a client of OAuth 2 is told that has sent a form which is refused.
 *
 * @param error the code, which programs compare
 * @param description a sentence for people
 * @param detail the same sentence, by the name that all problems of this server have it
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6749#section-5.2">RFC 6749, 5.2</a>
 */
@Schema(requiredProperties = { "error", "error_description", "detail" })
public record OAuthError(
		@Schema(example = "invalid_grant",
				description = "The code, which programs compare (RFC 6749, 5.2)") String error,
		@Schema(example = "Incorrect username or password",
				description = "A sentence for people") @JsonProperty("error_description") String description,
		@Schema(example = "Incorrect username or password",
				description = "The same sentence, as problems have it") String detail) {

	public OAuthError(String error, String description) {
		this(error, description, description);
	}

}
