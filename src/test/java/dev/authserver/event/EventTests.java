package dev.authserver.event;

import dev.authserver.testsupport.ApiTest;

/**
 * The rules about the trail of events on H2.
 */
@ApiTest
class EventTests extends EventRules {

}
