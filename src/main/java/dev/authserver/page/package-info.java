/**
 * How long lists are answered: in pages, each of which names the next.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package dev.authserver.page;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
