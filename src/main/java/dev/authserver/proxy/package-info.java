/**
 * What is believed of what a request brings along: the client's address and the request's
 * id, where a trusted proxy tells them.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "settings" })
package dev.authserver.proxy;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
