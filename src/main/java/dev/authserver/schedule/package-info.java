/**
 * Work that nobody asked for: what is done from time to time, and how it fails.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package dev.authserver.schedule;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
