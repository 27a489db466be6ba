package dev.authserver.problem;

/**
 * A request could not be answered because the database was away. Published so that
 * whoever watches the database can tell when it is back.
 */
public record DatabaseUnavailable() {

}
