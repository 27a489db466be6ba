/**
 * Who is logged in, and where: opens sessions, rotates their refresh tokens, closes them.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "audit", "email", "openapi", "page", "problem", "settings", "storage",
		"token", "user" })
package dev.authserver.session;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
