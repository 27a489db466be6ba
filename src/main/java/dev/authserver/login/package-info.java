/**
 * Ways in: passwords and refresh tokens are exchanged for access.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "audit", "credential", "openapi", "problem", "session", "token", "user" })
package dev.authserver.login;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
