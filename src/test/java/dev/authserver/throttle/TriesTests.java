package dev.authserver.throttle;

import dev.authserver.testsupport.ApiTest;

/**
 * Tries on H2.
 */
@ApiTest
class TriesTests extends TriesRules {

}
