package dev.authserver.login;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What a login or a refresh answers.
 *
 * @param accessToken proves who the user is
 * @param refreshToken renews the access; absent where none is issued
 * @param tokenType always {@code bearer}
 * @param expiresIn seconds until the access token expires
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6749#section-5.1">RFC 6749, 5.1</a>
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(requiredProperties = { "access_token", "token_type", "expires_in" })
public record TokenResponse(
		@Schema(example = "eyJ...",
				description = "Proves who the user is") @JsonProperty("access_token") String accessToken,
		@Schema(example = "eyJ...",
				description = "Renews the access; absent where none is issued") @JsonProperty("refresh_token") @Nullable String refreshToken,
		@Schema(example = "bearer", description = "Always bearer") @JsonProperty("token_type") String tokenType,
		@Schema(example = "900",
				description = "Seconds until the access token expires") @JsonProperty("expires_in") long expiresIn) {

	@Override
	public String toString() {
		return "TokenResponse[expiresIn=" + this.expiresIn + "]";
	}

}
