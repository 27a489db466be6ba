/**
 * Keeps copies of the embedded database, made while the server runs.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "settings", "storage" })
package dev.authserver.backup;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
