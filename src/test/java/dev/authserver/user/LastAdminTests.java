package dev.authserver.user;

import dev.authserver.testsupport.ApiTest;

/**
 * The rules about the last admin on H2.
 */
@ApiTest
class LastAdminTests extends LastAdminRules {

}
