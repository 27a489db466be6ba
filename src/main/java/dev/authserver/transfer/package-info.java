/**
 * Takes users over from elsewhere, many at a time, and hands all of them out.
 */
@NullMarked
@ApplicationModule(
		allowedDependencies = { "audit", "credential", "email", "openapi", "problem", "storage", "user", "userfile" })
package dev.authserver.transfer;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
