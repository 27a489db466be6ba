package dev.authserver.audit;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * Tells other rooms of a security event that has just been logged. Published on the
 * thread, and within the transaction, of those who have caused the event.
 *
 * @param at when it was logged
 * @param kind what has happened
 * @param userId the user it is about, if there is one
 * @param actorId the user who caused it, if it is known who that was
 * @param address of the client, if a request caused it
 * @param sessionId the session it is about, if it is one
 */
public record LoggedEvent(Instant at, SecurityEvent kind, @Nullable Long userId, @Nullable Long actorId,
		@Nullable String address, @Nullable UUID sessionId) {
}
