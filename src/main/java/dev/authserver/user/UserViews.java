package dev.authserver.user;

import java.util.Optional;

/**
 * The part of {@link UserRepository} that does without Hibernate, because each
 * {@code GET /user/} waits for it.
 */
interface UserViews {

	Optional<UserView> findViewByEmail(String email);

}
