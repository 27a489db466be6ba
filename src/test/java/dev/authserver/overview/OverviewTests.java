package dev.authserver.overview;

import dev.authserver.testsupport.ApiTest;

/**
 * The rules about the overview on H2.
 */
@ApiTest
class OverviewTests extends OverviewRules {

}
