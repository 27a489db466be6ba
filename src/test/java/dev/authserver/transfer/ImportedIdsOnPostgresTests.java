package dev.authserver.transfer;

import dev.authserver.testsupport.PostgresTest;

/**
 * The rules about ids on PostgreSQL.
 */
@PostgresTest
class ImportedIdsOnPostgresTests extends ImportedIdsRules {

}
