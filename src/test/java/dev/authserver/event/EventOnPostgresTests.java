package dev.authserver.event;

import dev.authserver.testsupport.PostgresTest;

/**
 * The rules about the trail of events on PostgreSQL.
 */
@PostgresTest
class EventOnPostgresTests extends EventRules {

}
