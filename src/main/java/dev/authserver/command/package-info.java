/**
 * Commands of the same jar that do one thing and end, instead of serving.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "credential", "email", "problem", "transfer", "user", "userfile" })
package dev.authserver.command;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
