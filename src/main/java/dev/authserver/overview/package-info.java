/**
 * Tells admins in one answer how the server and its users are doing.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "event", "openapi", "session", "settings", "throttle", "user" })
package dev.authserver.overview;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
