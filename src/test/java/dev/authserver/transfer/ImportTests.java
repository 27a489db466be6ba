package dev.authserver.transfer;

import dev.authserver.testsupport.ApiTest;

/**
 * The rules about imports on H2.
 */
@ApiTest
class ImportTests extends ImportRules {

}
