/**
 * E-mail addresses: which texts are one, and the one form in which they are stored.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package dev.authserver.email;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
