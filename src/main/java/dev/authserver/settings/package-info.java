/**
 * Reads what the operator sets, explains wrong values, and holds the secrets and the
 * digests that are keyed by them.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package dev.authserver.settings;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
