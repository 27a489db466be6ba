package dev.authserver.web;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * How long a client may take to send a request.
 *
 * @param head from the first byte to the end of the headers
 * @param body from there to the last byte
 */
@ConfigurationProperties("auth.time")
record TimeProperties(Duration head, Duration body) {

}
