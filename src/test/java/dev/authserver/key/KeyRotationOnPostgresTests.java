package dev.authserver.key;

import dev.authserver.testsupport.PostgresTest;

/**
 * The turning of keys on PostgreSQL.
 */
@PostgresTest
class KeyRotationOnPostgresTests extends KeyRotationRules {

}
