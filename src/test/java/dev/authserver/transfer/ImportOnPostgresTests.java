package dev.authserver.transfer;

import dev.authserver.testsupport.PostgresTest;

/**
 * The rules about imports on PostgreSQL.
 */
@PostgresTest
class ImportOnPostgresTests extends ImportRules {

}
