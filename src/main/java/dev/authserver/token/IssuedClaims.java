package dev.authserver.token;

import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

import org.springframework.util.StringUtils;

/**
 * What a token of ours says.
 *
 * @param sub e-mail of the user, never empty
 * @param iat time of issue in seconds since 1970
 * @param exp time of expiry in seconds since 1970
 * @param jti unique, never empty
 * @param uid id of the user
 * @param sid id of the session
 * @param admin whether the user may write
 * @param use what the token is good for
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7519#section-4.1">RFC 7519, 4.1</a>
 */
record IssuedClaims(String sub, long iat, long exp, String jti, long uid, @Nullable UUID sid,
		@JsonProperty("is_admin") boolean admin, @JsonProperty("token_use") @Nullable String use) {

	private static final long LONGEST_SECONDS = TokenProperties.MAX_MINUTES * 60L;

	/**
	 * Refuses what no token of ours says, however well it is signed.
	 */
	IssuedClaims {
		if (!StringUtils.hasText(sub) || !StringUtils.hasText(jti) || uid < 1) {
			throw new IllegalArgumentException("A token names its user and has an id");
		}
		if (iat < 0 || exp < 0 || exp - iat > LONGEST_SECONDS) {
			throw new IllegalArgumentException("A token has times, and its life is bounded");
		}
	}

	@Override
	public String toString() {
		return "IssuedClaims[uid=" + this.uid + ", use=" + this.use + "]";
	}

}
