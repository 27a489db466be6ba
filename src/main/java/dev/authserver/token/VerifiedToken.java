package dev.authserver.token;

import java.util.UUID;

/**
 * What a token proves.
 *
 * @param userId the user it was issued to
 * @param email of that user, when it was issued
 * @param sessionId the session it belongs to
 */
public record VerifiedToken(long userId, String email, UUID sessionId) {

	@Override
	public String toString() {
		return "VerifiedToken[userId=" + this.userId + ", sessionId=" + this.sessionId + "]";
	}

}
