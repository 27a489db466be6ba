/**
 * Signs tokens and verifies them.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "audit", "key", "problem", "settings", "user" })
package dev.authserver.token;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
