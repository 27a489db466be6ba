package dev.authserver.token;

import dev.authserver.testsupport.PostgresTest;

/**
 * The rules about tokens on PostgreSQL.
 */
@PostgresTest
class TokenApiOnPostgresTests extends TokenRules {

}
