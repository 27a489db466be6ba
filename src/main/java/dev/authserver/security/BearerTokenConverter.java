package dev.authserver.security;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.authentication.AuthenticationConverter;
import org.springframework.security.web.authentication.preauth.PreAuthenticatedAuthenticationToken;

/**
 * Takes the bearer token from the {@code Authorization} header, and from nowhere else.
 * Another scheme counts as no token.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6750#section-2.1">RFC 6750, 2.1</a>
 */
class BearerTokenConverter implements AuthenticationConverter {

	private static final String SCHEME = "Bearer";

	@Override
	public @Nullable Authentication convert(HttpServletRequest request) {
		String header = request.getHeader(HttpHeaders.AUTHORIZATION);
		if (header == null || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
			return null;
		}
		String token = header.substring(SCHEME.length());
		if (!token.isEmpty() && token.charAt(0) != ' ') {
			return null;
		}
		return new PreAuthenticatedAuthenticationToken(SCHEME, token.strip());
	}

}
