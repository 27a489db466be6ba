/**
 * How the server speaks HTTP: slash forms, JSON, pages and the files that these load.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "settings" })
package dev.authserver.web;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
