package dev.authserver.user;

import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * What a user had logged in with holds no longer: the password or the e-mail was changed,
 * or the user disabled or deleted. It is told within the transaction that does so.
 *
 * @param userId the user
 * @param keptSession the session that made the change itself, if any
 */
public record AccessRevoked(long userId, @Nullable UUID keptSession) {
}
