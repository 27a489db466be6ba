package dev.authserver.event;

import dev.authserver.testsupport.ApiTest;

/**
 * The rules about the storing of events on H2.
 */
@ApiTest
class EventStoreTests extends EventStoreRules {

}
