package dev.authserver.user;

import dev.authserver.testsupport.PostgresTest;

/**
 * The rules about users on PostgreSQL.
 */
@PostgresTest
class UserApiOnPostgresTests extends UserRules {

}
