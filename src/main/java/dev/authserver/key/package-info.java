/**
 * The keys that sign access tokens where anybody may verify them: makes them, turns them,
 * and publishes their public halves.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "audit", "openapi", "problem", "settings" })
package dev.authserver.key;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
