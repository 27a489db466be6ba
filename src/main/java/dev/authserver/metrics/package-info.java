/**
 * What the server measures of itself while {@code MANAGEMENT_PORT} is set, for
 * Prometheus. Other rooms count with Micrometer and know nothing of this one.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "connection", "problem", "session" })
package dev.authserver.metrics;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
