package dev.authserver.oauth;

import dev.authserver.testsupport.ApiTest;

/**
 * OAuth 2 on H2.
 */
@ApiTest
class OAuthTests extends OAuthRules {

}
