package dev.authserver.user;

import dev.authserver.testsupport.ApiTest;

/**
 * The rules about the state of users on H2.
 */
@ApiTest
class UserStateTests extends UserStateRules {

}
