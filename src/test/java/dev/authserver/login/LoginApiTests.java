package dev.authserver.login;

import dev.authserver.testsupport.ApiTest;

/**
 * The rules about tokens on H2.
 */
@ApiTest
class LoginApiTests extends LoginRules {

}
