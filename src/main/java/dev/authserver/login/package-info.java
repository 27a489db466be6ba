/**
 * Ways in: passwords and refresh tokens are checked and exchanged for access.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "audit", "credential", "email", "openapi", "problem", "session", "throttle",
		"token", "user" })
package dev.authserver.login;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
