package dev.authserver.token;

import java.util.List;

import dev.authserver.user.Account;
import dev.authserver.user.UserService;

import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.web.authentication.preauth.PreAuthenticatedAuthenticationToken;
import org.springframework.stereotype.Component;

/**
 * Believes an access token as far as the database still does: the user exists, the
 * credentials are those of the time of issue, and the rights are today's.
 */
@Component
class AccessTokenAuthenticationProvider implements AuthenticationProvider {

	private final JwtService jwts;

	private final UserService users;

	AccessTokenAuthenticationProvider(JwtService jwts, UserService users) {
		this.jwts = jwts;
		this.users = users;
	}

	@Override
	public Authentication authenticate(Authentication bearer) throws AuthenticationException {
		Account account = account(String.valueOf(bearer.getCredentials()));
		List<GrantedAuthority> rights = account.admin() ? List.of(new SimpleGrantedAuthority("ROLE_ADMIN")) : List.of();
		return new PreAuthenticatedAuthenticationToken(account, "", rights);
	}

	private Account account(String token) {
		try {
			VerifiedToken verified = this.jwts.verify(TokenUse.ACCESS, token);
			return this.users.account(verified.userId())
				.filter((account) -> account.tokenVersion() == verified.tokenVersion())
				.orElseThrow(() -> new BadCredentialsException("The user or the credentials have changed"));
		}
		catch (InvalidTokenException ex) {
			throw new BadCredentialsException("The access token is not valid", ex);
		}
	}

	@Override
	public boolean supports(Class<?> authentication) {
		return PreAuthenticatedAuthenticationToken.class.isAssignableFrom(authentication);
	}

}
