package dev.authserver.key;

import dev.authserver.testsupport.ApiTest;

/**
 * Signing keys on H2.
 */
@ApiTest
class KeyApiTests extends KeyApiRules {

}
