package dev.authserver.throttle;

import dev.authserver.testsupport.PostgresTest;

/**
 * The throttle on PostgreSQL.
 */
@PostgresTest
class ThrottleOnPostgresTests extends ThrottleRules {

}
