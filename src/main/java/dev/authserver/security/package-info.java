/**
 * Who may do what: the table of routes, bearer authentication, 401 and 403.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "connection", "openapi", "problem", "settings" })
package dev.authserver.security;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
