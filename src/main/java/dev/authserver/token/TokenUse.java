package dev.authserver.token;

import java.util.Locale;

/**
 * Whether a token is an access or a refresh token: the claim {@code token_use}.
 */
public enum TokenUse {

	ACCESS, REFRESH;

	/**
	 * The value of the claim.
	 */
	public String claim() {
		return name().toLowerCase(Locale.ROOT);
	}

}
