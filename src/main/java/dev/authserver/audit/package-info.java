/**
 * What happened: one log line for each security event, in the words of OWASP.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "settings" })
package dev.authserver.audit;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
