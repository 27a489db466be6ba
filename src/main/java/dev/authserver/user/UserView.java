package dev.authserver.user;

/**
 * The only picture of a user that leaves the server.
 *
 * @param id never changes and is never given to another user
 * @param email in canonical form
 */
public record UserView(long id, String email) {
}
