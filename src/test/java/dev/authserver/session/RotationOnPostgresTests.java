package dev.authserver.session;

import dev.authserver.testsupport.PostgresTest;

/**
 * Rotation on PostgreSQL.
 */
@PostgresTest
class RotationOnPostgresTests extends RotationRules {

}
