/**
 * What the operator sets: secrets from files, and a clear word about a wrong value.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package dev.authserver.settings;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
