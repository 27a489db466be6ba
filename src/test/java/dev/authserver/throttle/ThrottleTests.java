package dev.authserver.throttle;

import dev.authserver.testsupport.ApiTest;

/**
 * The throttle on H2.
 */
@ApiTest
class ThrottleTests extends ThrottleRules {

}
