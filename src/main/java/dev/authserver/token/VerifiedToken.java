package dev.authserver.token;

import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * What a token proves.
 *
 * @param userId the user it was issued to
 * @param sessionId the session it belongs to; refresh tokens of old have none
 */
public record VerifiedToken(long userId, @Nullable UUID sessionId) {
}
