/**
 * Who exists: the users, who of them are admins, and the admin of the first start.
 */
@NullMarked
@ApplicationModule(
		allowedDependencies = { "audit", "credential", "email", "openapi", "page", "problem", "settings", "storage" })
package dev.authserver.user;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
