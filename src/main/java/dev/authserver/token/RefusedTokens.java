package dev.authserver.token;

import dev.authserver.audit.SecurityEvent;
import dev.authserver.audit.SecurityLog;
import dev.authserver.problem.ProblemKind;

import org.springframework.stereotype.Component;

/**
 * Logs tokens that were refused. The event names the user of a token only if this server
 * signed it, since anybody can write any user into a token.
 */
@Component
public class RefusedTokens {

	private final JwtService jwts;

	private final SecurityLog events;

	RefusedTokens(JwtService jwts, SecurityLog events) {
		this.jwts = jwts;
		this.events = events;
	}

	/**
	 * @return what is wrong with the token
	 */
	public ProblemKind record(TokenUse use, String token) {
		try {
			VerifiedToken verified = this.jwts.verify(use, token);
			this.events.recordSeldom(SecurityEvent.SESSION_USE_AFTER_EXPIRE, verified.userId());
			return ProblemKind.ENDED_SESSION;
		}
		catch (InvalidTokenException ex) {
			ex.userId()
				.ifPresentOrElse((userId) -> this.events.recordSeldom(SecurityEvent.SESSION_USE_AFTER_EXPIRE, userId),
						() -> this.events.recordSeldom(SecurityEvent.AUTHZ_FAIL));
			return ex.isExpired() ? ProblemKind.EXPIRED_TOKEN : ProblemKind.INVALID_TOKEN;
		}
	}

}
