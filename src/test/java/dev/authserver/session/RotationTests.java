package dev.authserver.session;

import dev.authserver.testsupport.ApiTest;

/**
 * Rotation on H2.
 */
@ApiTest
class RotationTests extends RotationRules {

}
