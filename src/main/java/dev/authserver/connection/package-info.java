/**
 * Connections: how many there are at once, how long each may take over its requests and
 * answers, and how much a request may hold.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "problem", "proxy", "settings" })
package dev.authserver.connection;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
