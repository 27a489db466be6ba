package dev.authserver.login;

import dev.authserver.audit.SecurityEvent;
import dev.authserver.audit.SecurityLog;
import dev.authserver.problem.ProblemException;
import dev.authserver.problem.ProblemKind;
import dev.authserver.session.Client;
import dev.authserver.session.OpenSession;
import dev.authserver.session.Renewals;
import dev.authserver.session.Sessions;
import dev.authserver.token.JwtService;
import dev.authserver.token.TokenUse;
import dev.authserver.user.Account;

import org.springframework.stereotype.Service;

/**
 * Exchanges passwords and refresh tokens for access.
 */
@Service
public class LoginService {

	private final PasswordLogin passwords;

	private final Sessions sessions;

	private final Renewals renewals;

	private final JwtService jwts;

	private final SecurityLog events;

	LoginService(PasswordLogin passwords, Sessions sessions, Renewals renewals, JwtService jwts, SecurityLog events) {
		this.passwords = passwords;
		this.sessions = sessions;
		this.renewals = renewals;
		this.jwts = jwts;
		this.events = events;
	}

	/**
	 * Logs a user in: opens a session that a refresh token renews.
	 */
	public TokenResponse login(String email, String password, Client client) {
		Account account = authenticate(email, password, client);
		return response(this.sessions.open(account, client).orElseThrow(ProblemException::wrongCredentials));
	}

	/**
	 * Logs an admin in: opens a session that lasts as long as its access token.
	 */
	TokenResponse adminLogin(String email, String password, Client client) {
		Account account = authenticate(email, password, client);
		if (!account.admin()) {
			this.events.record(SecurityEvent.AUTHZ_FAIL, account.id());
			throw new ProblemException(ProblemKind.NOT_ADMIN);
		}
		return response(this.sessions.openShort(account, client).orElseThrow(ProblemException::wrongCredentials));
	}

	private Account authenticate(String email, String password, Client client) {
		return this.passwords.authenticate(email, password, client.address())
			.orElseThrow(ProblemException::wrongCredentials);
	}

	/**
	 * Renews the access of the session that a refresh token belongs to.
	 */
	public TokenResponse refresh(String refreshToken) {
		return response(this.renewals.refresh(refreshToken));
	}

	private TokenResponse response(OpenSession session) {
		return new TokenResponse(this.jwts.issueAccess(session.account(), session.id()), session.refreshToken(),
				"bearer", this.jwts.lifetime(TokenUse.ACCESS).toSeconds());
	}

}
