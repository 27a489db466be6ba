package dev.authserver.user;

import dev.authserver.testsupport.ApiTest;

/**
 * The rules about users on H2.
 */
@ApiTest
class UserApiTests extends UserRules {

}
