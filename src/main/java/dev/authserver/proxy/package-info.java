/**
 * What reverse proxies tell about their clients: address and scheme.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "settings" })
package dev.authserver.proxy;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
