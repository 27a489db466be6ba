package dev.authserver.login;

import dev.authserver.testsupport.PostgresTest;

/**
 * The rules about tokens on PostgreSQL.
 */
@PostgresTest
class LoginApiOnPostgresTests extends LoginRules {

}
