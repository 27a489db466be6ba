package dev.authserver.throttle;

import dev.authserver.testsupport.ApiTest;

/**
 * Parallel logins on H2.
 */
@ApiTest
class ParallelLoginTests extends ParallelLoginRules {

}
