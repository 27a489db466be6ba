/**
 * Runs the tasks that other rooms schedule, and logs their failures.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "problem" })
package dev.authserver.schedule;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
