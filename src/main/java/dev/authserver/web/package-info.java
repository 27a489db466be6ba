/**
 * How we speak HTTP: problem details, slash forms, limits, pages and their docs.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "problem", "settings" })
package dev.authserver.web;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
