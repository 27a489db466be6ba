package dev.authserver.token;

import java.time.Instant;
import java.util.UUID;

/**
 * What a token proves.
 *
 * @param userId the user it was issued to
 * @param email of that user, when it was issued
 * @param sessionId the session it belongs to
 * @param id of the token
 * @param issuedAt when it was issued
 * @param expiresAt when it expires
 */
public record VerifiedToken(long userId, String email, UUID sessionId, String id, Instant issuedAt, Instant expiresAt) {

	@Override
	public String toString() {
		return "VerifiedToken[userId=" + this.userId + ", sessionId=" + this.sessionId + "]";
	}

}
