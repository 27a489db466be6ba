package dev.authserver.user;

import java.util.List;
import java.util.Optional;

import jakarta.persistence.LockModeType;

import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;
import org.springframework.transaction.annotation.Transactional;

/**
 * The table of users. What changes a row that others may be changing too is one statement
 * or takes a lock first.
 */
interface UserRepository extends Repository<User, Long> {

	User saveAndFlush(User user);

	void flush();

	boolean existsByEmail(String email);

	Optional<User> findByEmail(String email);

	@Query("select new dev.authserver.user.UserView(u.id, u.email) from User u where u.id > :after order by u.id")
	List<UserView> findViewsAfter(long after, Limit limit);

	/**
	 * @param prefix with {@code !} before each wildcard, and {@code %} at its end
	 */
	@Query("""
			select new dev.authserver.user.UserView(u.id, u.email) from User u
			where u.email like :prefix escape '!' and u.id > :after order by u.id""")
	List<UserView> findViewsByPrefix(String prefix, long after, Limit limit);

	@Lock(LockModeType.PESSIMISTIC_WRITE)
	@Query("select u from User u where u.email = :email")
	Optional<User> lockByEmail(String email);

	@Lock(LockModeType.PESSIMISTIC_WRITE)
	@Query("select u from User u where u.id = :id")
	Optional<User> lockById(long id);

	/**
	 * Locks in the order of the ids, so that two of these never wait for each other.
	 */
	@Lock(LockModeType.PESSIMISTIC_WRITE)
	@Query("select u from User u where u.admin = true and u.active = true order by u.id")
	List<User> lockActiveAdmins();

	@Transactional
	@Modifying
	@Query("delete from User u where u.id = :id")
	int deleteById(long id);

	@Transactional
	@Modifying
	@Query("update User u set u.hashedPassword = :newHash where u.id = :id and u.hashedPassword = :oldHash")
	int upgradeHash(long id, String oldHash, String newHash);

}
