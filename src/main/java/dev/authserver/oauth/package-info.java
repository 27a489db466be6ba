/**
 * Speaks to clients and resource servers as OAuth 2 has it: forms, their errors,
 * revocation, introspection, and the metadata that names them.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "audit", "credential", "key", "login", "openapi", "problem", "session",
		"settings", "throttle", "token", "user" })
package dev.authserver.oauth;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
