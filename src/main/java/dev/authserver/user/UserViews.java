package dev.authserver.user;

import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * The part of {@link UserRepository} that does without Hibernate, because each
 * {@code GET /user/} waits for it. Full views tell the state of users too, as it is
 * within the caller's transaction, if there is one.
 */
interface UserViews {

	Optional<UserView> findViewByEmail(String email);

	Optional<UserView> findViewById(long id);

	Optional<UserView> findFullViewByEmail(String email);

	Optional<UserView> findFullViewById(long id);

	/**
	 * Users in the order of their ids.
	 * @param pattern of their e-mails as {@code like} takes it, or null for all
	 * @param after answers greater ids only
	 */
	List<UserView> findViews(@Nullable String pattern, long after, int limit);

	List<UserView> findFullViews(@Nullable String pattern, long after, int limit);

}
