package dev.authserver.oauth;

import dev.authserver.testsupport.PostgresTest;

/**
 * OAuth 2 on PostgreSQL.
 */
@PostgresTest
class OAuthOnPostgresTests extends OAuthRules {

}
