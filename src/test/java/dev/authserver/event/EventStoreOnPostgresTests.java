package dev.authserver.event;

import dev.authserver.testsupport.PostgresTest;

/**
 * The rules about the storing of events on PostgreSQL.
 */
@PostgresTest
class EventStoreOnPostgresTests extends EventStoreRules {

}
