package dev.authserver.token;

import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * What a token of ours says.
 *
 * @param sub e-mail of the user
 * @param iat time of issue in seconds since 1970
 * @param exp time of expiry in seconds since 1970
 * @param jti unique
 * @param uid id of the user
 * @param sid id of the session
 * @param admin whether the user may write
 * @param use what the token is good for
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7519#section-4.1">RFC 7519, 4.1</a>
 */
record IssuedClaims(@Nullable String sub, long iat, long exp, @Nullable String jti, long uid, @Nullable UUID sid,
		@JsonProperty("is_admin") boolean admin, @JsonProperty("token_use") @Nullable String use) {

	@Override
	public String toString() {
		return "IssuedClaims[uid=" + this.uid + ", use=" + this.use + "]";
	}

}
