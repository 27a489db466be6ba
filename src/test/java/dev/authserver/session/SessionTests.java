package dev.authserver.session;

import dev.authserver.testsupport.ApiTest;

/**
 * The rules about sessions on H2.
 */
@ApiTest
class SessionTests extends SessionRules {

}
