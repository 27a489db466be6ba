package dev.authserver.session;

import dev.authserver.testsupport.ApiTest;

/**
 * The rules about the lists of sessions on H2.
 */
@ApiTest
class SessionListTests extends SessionListRules {

}
