package dev.authserver.oauth;

import java.util.Optional;

import dev.authserver.session.LoggedIn;
import dev.authserver.session.Renewals;
import dev.authserver.session.Sessions;
import dev.authserver.token.InvalidTokenException;
import dev.authserver.token.JwtService;
import dev.authserver.token.TokenUse;
import dev.authserver.token.VerifiedToken;

import org.springframework.stereotype.Service;

/**
 * Knows of a token of either use whether it is good now, and ends its session.
 */
@Service
class TokenStates {

	private final JwtService jwts;

	private final Sessions sessions;

	private final Renewals renewals;

	TokenStates(JwtService jwts, Sessions sessions, Renewals renewals) {
		this.jwts = jwts;
		this.sessions = sessions;
		this.renewals = renewals;
	}

	/**
	 * What is known of a token that is good now.
	 */
	Optional<State> find(String token) {
		Optional<State> access = verify(TokenUse.ACCESS, token).flatMap((verified) -> this.sessions.loggedIn(verified)
			.map((user) -> new State(TokenUse.ACCESS, verified, user)));
		return access.or(() -> verify(TokenUse.REFRESH, token).flatMap(
				(verified) -> this.renewals.holder(token).map((user) -> new State(TokenUse.REFRESH, verified, user))));
	}

	/**
	 * Ends the session of a token, if it goes on.
	 */
	void revoke(String token) {
		verify(TokenUse.ACCESS, token).ifPresentOrElse(this.sessions::logout, () -> this.renewals.logout(token));
	}

	private Optional<VerifiedToken> verify(TokenUse use, String token) {
		try {
			return Optional.of(this.jwts.verify(use, token));
		}
		catch (InvalidTokenException ex) {
			return Optional.empty();
		}
	}

	/**
	 * A token that is good now.
	 *
	 * @param use whether it gives access or renews it
	 * @param token what it says itself
	 * @param user whose it is, as the database knows it now
	 */
	record State(TokenUse use, VerifiedToken token, LoggedIn user) {
	}

}
