package dev.authserver.session;

import dev.authserver.testsupport.PostgresTest;

/**
 * The rules about the lists of sessions on PostgreSQL.
 */
@PostgresTest
class SessionListOnPostgresTests extends SessionListRules {

}
