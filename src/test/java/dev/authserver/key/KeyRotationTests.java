package dev.authserver.key;

import dev.authserver.testsupport.ApiTest;

/**
 * The turning of keys on H2.
 */
@ApiTest
class KeyRotationTests extends KeyRotationRules {

}
