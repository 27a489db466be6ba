package dev.authserver.key;

import dev.authserver.testsupport.PostgresTest;

/**
 * Signing keys on PostgreSQL.
 */
@PostgresTest
class KeyApiOnPostgresTests extends KeyApiRules {

}
