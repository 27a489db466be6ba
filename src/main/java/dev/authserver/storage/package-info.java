/**
 * Where the data lives: the embedded database in its folder, or PostgreSQL.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "problem", "settings" })
package dev.authserver.storage;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
