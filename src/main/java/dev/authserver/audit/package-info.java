/**
 * Logs security events, one line each, by their OWASP names.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "settings" })
package dev.authserver.audit;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
