package dev.authserver.user;

import dev.authserver.testsupport.PostgresTest;

/**
 * The rules about the last admin on PostgreSQL.
 */
@PostgresTest
class LastAdminOnPostgresTests extends LastAdminRules {

}
