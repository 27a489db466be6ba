package dev.authserver.overview;

import dev.authserver.testsupport.PostgresTest;

/**
 * The rules about the overview on PostgreSQL.
 */
@PostgresTest
class OverviewOnPostgresTests extends OverviewRules {

}
