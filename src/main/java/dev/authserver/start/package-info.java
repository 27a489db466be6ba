/**
 * What a start and a stop say to the operator: where the server is, where its data is,
 * and which settings deserve a second look.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "settings", "storage", "user" })
package dev.authserver.start;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
