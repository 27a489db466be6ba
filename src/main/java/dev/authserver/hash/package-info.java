/**
 * The formats of password hashes: how they are written, what they cost, and how each is
 * computed.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package dev.authserver.hash;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
