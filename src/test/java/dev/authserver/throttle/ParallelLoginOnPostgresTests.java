package dev.authserver.throttle;

import dev.authserver.testsupport.PostgresTest;

/**
 * Parallel logins on PostgreSQL.
 */
@PostgresTest
class ParallelLoginOnPostgresTests extends ParallelLoginRules {

}
