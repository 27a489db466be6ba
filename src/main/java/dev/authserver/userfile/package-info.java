/**
 * Files of users, from which an import comes: reads NDJSON, CSV and JSON arrays line by
 * line, and judges each line.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "credential", "email", "problem" })
package dev.authserver.userfile;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
