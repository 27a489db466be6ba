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
 * The table of users. A change of a row that others may be changing too is one statement,
 * or begins with a lock. Only a row that the transaction has not read before is locked:
 * Hibernate would go on with what it has read.
 */
interface UserRepository extends Repository<User, Long>, UserViews {

	User saveAndFlush(User user);

	void flush();

	void delete(User user);

	boolean existsBy();

	boolean existsByEmail(String email);

	Optional<User> findByEmail(String email);

	Optional<User> findFirstByAdminTrueOrderById();

	@Lock(LockModeType.PESSIMISTIC_WRITE)
	Optional<User> findLockedByEmail(String email);

	@Lock(LockModeType.PESSIMISTIC_WRITE)
	Optional<User> findLockedById(long id);

	@Query("select u.id from User u where u.email = :email")
	Optional<Long> findIdByEmail(String email);

	@Query("select u.id from User u where u.admin and u.active")
	List<Long> findIdsOfActiveAdmins();

	@Query("select new dev.authserver.user.UserView(u.id, u.email) from User u where u.id > :after order by u.id")
	List<UserView> findViewsAfter(long after, Limit limit);

	/**
	 * Users by the beginning of their e-mails.
	 * @param pattern a beginning with {@code !} before each wildcard in it, and {@code %}
	 * at its end
	 */
	@Query("""
			select new dev.authserver.user.UserView(u.id, u.email) from User u
			where u.email like :pattern escape '!' and u.id > :after order by u.id""")
	List<UserView> findViewsLike(String pattern, long after, Limit limit);

	/**
	 * Reads the whole table. The cost of a bcrypt hash stands in its fifth and sixth
	 * character.
	 */
	@Query("""
			select u.hashedPassword from User u where u.hashedPassword like '$2_$__$%'
			order by substring(u.hashedPassword, 5, 2) desc limit 1""")
	Optional<String> findCostliestBcryptHash();

	/**
	 * Replaces a hash unless another request has replaced it meanwhile.
	 */
	@Transactional
	@Modifying
	@Query("update User u set u.hashedPassword = :newHash where u.id = :id and u.hashedPassword = :oldHash")
	void replaceHash(long id, String oldHash, String newHash);

}
