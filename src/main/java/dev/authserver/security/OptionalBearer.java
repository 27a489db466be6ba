package dev.authserver.security;

import jakarta.servlet.http.HttpServletRequest;

import org.springframework.http.HttpHeaders;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.ProviderManager;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.web.authentication.AuthenticationFilter;
import org.springframework.security.web.firewall.RequestRejectedException;

/**
 * Lets an access token widen what an open route answers, without which the route would
 * not know its admins. A token that proves nothing is no token here: nobody is refused.
 */
final class OptionalBearer {

	private static final Authentication NOBODY = new AnonymousAuthenticationToken("nobody", "nobody",
			AuthorityUtils.createAuthorityList("ROLE_ANONYMOUS"));

	private OptionalBearer() {
	}

	/**
	 * Whether there may be a token. A header that is not valid HTTP holds none.
	 */
	static boolean isSent(HttpServletRequest request) {
		try {
			return request.getHeader(HttpHeaders.AUTHORIZATION) != null;
		}
		catch (RequestRejectedException ex) {
			return false;
		}
	}

	/**
	 * The filter that finds out who sent the request.
	 */
	static AuthenticationFilter filter(AuthenticationProvider bearer) {
		AuthenticationManager strict = new ProviderManager(bearer);
		AuthenticationManager lenient = (token) -> authenticate(strict, token);
		AuthenticationFilter filter = new AuthenticationFilter(lenient, new BearerTokenConverter());
		filter.setSuccessHandler((request, response, authentication) -> {
		});
		return filter;
	}

	private static Authentication authenticate(AuthenticationManager strict, Authentication token) {
		try {
			return strict.authenticate(token);
		}
		catch (AuthenticationException ex) {
			return NOBODY;
		}
	}

}
