package dev.authserver.transfer;

import dev.authserver.testsupport.ApiTest;

/**
 * The rules about ids on H2.
 */
@ApiTest
class ImportedIdsTests extends ImportedIdsRules {

}
