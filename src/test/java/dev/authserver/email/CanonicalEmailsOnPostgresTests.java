package dev.authserver.email;

import dev.authserver.testsupport.PostgresTest;

/**
 * The rules about e-mails of an earlier form on PostgreSQL.
 */
@PostgresTest
class CanonicalEmailsOnPostgresTests extends CanonicalEmailsRules {

}
