/**
 * Passwords: how they are hashed, checked, and which new ones are good enough.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "hash", "problem", "settings" })
package dev.authserver.credential;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
