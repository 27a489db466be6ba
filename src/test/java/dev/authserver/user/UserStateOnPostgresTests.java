package dev.authserver.user;

import dev.authserver.testsupport.PostgresTest;

/**
 * The rules about the state of users on PostgreSQL.
 */
@PostgresTest
class UserStateOnPostgresTests extends UserStateRules {

}
