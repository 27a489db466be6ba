/**
 * What the API says about itself: {@code /openapi.json}, and the annotations with which
 * controllers document who may call them and how they fail.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "problem" })
package dev.authserver.openapi;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
