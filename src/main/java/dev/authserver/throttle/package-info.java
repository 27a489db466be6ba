/**
 * Patience with wrong passwords: how many tries an account and an address have.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "audit", "email", "openapi", "problem", "settings", "user" })
package dev.authserver.throttle;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
