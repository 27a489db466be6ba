/**
 * Keeps the security events that are logged, for admins to look through, and counts the
 * logins of each hour.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "audit", "email", "openapi", "page", "problem", "settings", "user" })
package dev.authserver.event;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
