package dev.authserver.oauth;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Documents the form of {@code POST /revoke/} and {@code POST /introspect/}.
 */
@Schema(requiredProperties = "token")
record TokenForm(@Schema(example = "eyJ...", description = "An access token or a refresh token") String token, @Schema(
		example = "refresh_token",
		description = "May be left out: the token itself tells") @JsonProperty("token_type_hint") @Nullable String hint) {

	@Override
	public String toString() {
		return "TokenForm[]";
	}

}
