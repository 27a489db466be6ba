package dev.authserver.throttle;

import dev.authserver.testsupport.PostgresTest;

/**
 * Tries on PostgreSQL.
 */
@PostgresTest
class TriesOnPostgresTests extends TriesRules {

}
