package dev.authserver.session;

import java.util.List;
import java.util.Optional;

import dev.authserver.problem.ProblemException;
import dev.authserver.token.InvalidTokenException;
import dev.authserver.token.JwtService;
import dev.authserver.token.RefusedTokens;
import dev.authserver.token.TokenUse;

import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.web.authentication.preauth.PreAuthenticatedAuthenticationToken;
import org.springframework.stereotype.Component;

/**
 * Believes an access token as far as the database still does: its session goes on, the
 * user may log in, and the rights are today's.
 */
@Component
class AccessTokenAuthenticationProvider implements AuthenticationProvider {

	private final JwtService jwts;

	private final Sessions sessions;

	private final RefusedTokens refused;

	AccessTokenAuthenticationProvider(JwtService jwts, Sessions sessions, RefusedTokens refused) {
		this.refused = refused;
		this.jwts = jwts;
		this.sessions = sessions;
	}

	@Override
	public Authentication authenticate(Authentication bearer) throws AuthenticationException {
		String token = String.valueOf(bearer.getCredentials());
		LoggedIn sender = sender(token).orElseThrow(() -> new BadCredentialsException("The access token is not valid",
				new ProblemException(this.refused.record(TokenUse.ACCESS, token))));
		List<GrantedAuthority> rights = sender.account().admin() ? List.of(new SimpleGrantedAuthority("ROLE_ADMIN"))
				: List.of();
		return new PreAuthenticatedAuthenticationToken(sender, "", rights);
	}

	private Optional<LoggedIn> sender(String token) {
		try {
			return this.sessions.loggedIn(this.jwts.verify(TokenUse.ACCESS, token));
		}
		catch (InvalidTokenException ex) {
			return Optional.empty();
		}
	}

	@Override
	public boolean supports(Class<?> authentication) {
		return PreAuthenticatedAuthenticationToken.class.isAssignableFrom(authentication);
	}

}
