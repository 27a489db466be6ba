/**
 * What is told to a client whose request fails: the table of kinds, and the one funnel
 * that turns every failure into problem details.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package dev.authserver.problem;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
