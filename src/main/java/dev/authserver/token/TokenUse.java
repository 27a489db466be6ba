package dev.authserver.token;

import java.util.Locale;

/**
 * What a token is good for: the claim {@code token_use}.
 */
public enum TokenUse {

	ACCESS, REFRESH;

	String claim() {
		return name().toLowerCase(Locale.ROOT);
	}

}
