package dev.authserver.connection;

import java.time.Duration;

import dev.authserver.settings.Settings;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The times that clients have.
 *
 * @param requestTime from the first byte of a request to its last one
 * @param unreadTime for which the server goes on taking a body that no handler has read,
 * so that the client can read the answer before the connection ends
 * @param answerWindow within which a client must take {@link Exchange#LEAST_BYTES} of an
 * answer, or the rest of it
 */
@ConfigurationProperties("auth.connection")
record ConnectionProperties(Duration requestTime, Duration unreadTime, Duration answerWindow) implements Settings {

}
