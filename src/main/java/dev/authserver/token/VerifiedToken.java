package dev.authserver.token;

/**
 * What a token proves.
 *
 * @param userId the user it was issued to
 * @param tokenVersion version of the user's tokens at that time
 */
record VerifiedToken(long userId, int tokenVersion) {
}
