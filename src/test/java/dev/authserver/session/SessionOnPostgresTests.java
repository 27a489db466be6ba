package dev.authserver.session;

import dev.authserver.testsupport.PostgresTest;

/**
 * The rules about sessions on PostgreSQL.
 */
@PostgresTest
class SessionOnPostgresTests extends SessionRules {

}
