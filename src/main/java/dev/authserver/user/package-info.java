/**
 * Who exists: the users, their e-mail addresses, and the admin of the first start.
 */
@NullMarked
@ApplicationModule(
		allowedDependencies = { "audit", "credential", "openapi", "problem", "settings", "storage", "throttle" })
package dev.authserver.user;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
