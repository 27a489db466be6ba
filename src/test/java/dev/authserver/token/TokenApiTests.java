package dev.authserver.token;

import dev.authserver.testsupport.ApiTest;

/**
 * The rules about tokens on H2.
 */
@ApiTest
class TokenApiTests extends TokenRules {

}
