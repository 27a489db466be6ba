/**
 * Proof: signs and verifies the tokens, logs users in and renews their access.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "user", "credential", "settings" })
package dev.authserver.token;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
