package dev.authserver.user;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

import jakarta.persistence.LockModeType;

import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.NativeQuery;
import org.springframework.data.repository.Repository;
import org.springframework.transaction.annotation.Transactional;

/**
 * The table of users. A change of a row that others may be changing too is one statement,
 * or begins with a lock. A transaction locks a user before it reads the entity, because
 * Hibernate would go on with the state that it has read.
 */
interface UserRepository extends Repository<User, Long>, UserViews {

	User saveAndFlush(User user);

	void flush();

	void delete(User user);

	long count();

	boolean existsBy();

	List<Account> findByIdIn(Collection<Long> ids);

	boolean existsByEmail(String email);

	Optional<User> findByEmail(String email);

	Optional<User> findFirstByAdminTrueOrderById();

	@Lock(LockModeType.PESSIMISTIC_WRITE)
	Optional<User> findLockedByEmail(String email);

	@Lock(LockModeType.PESSIMISTIC_WRITE)
	Optional<User> findLockedById(long id);

	Optional<Account> findUnlockedByEmail(String email);

	List<Account> findByAdminTrueAndActiveTrue();

	List<StoredHash> findByIdGreaterThanAndHashedPasswordNotLikeOrderById(long after, String pattern, Limit limit);

	/**
	 * Notes that a user had this id, so that it is never given to another.
	 */
	@Modifying
	@NativeQuery("""
			insert into retired_ids (first_id, last_id) select :id, :id
			where not exists (select 1 from retired_ids where :id between first_id and last_id)""")
	void retireId(long id);

	/**
	 * Replaces a hash unless another request has replaced it meanwhile.
	 */
	@Transactional
	@Modifying
	@NativeQuery("update users set hashed_password = :newHash where id = :id and hashed_password = :oldHash")
	void replaceHash(long id, String oldHash, String newHash);

	/**
	 * Stores the time of a login and locks its user, unless the credentials have changed
	 * meanwhile.
	 */
	@Modifying
	@NativeQuery("update users set last_login_at = :now where id = :id and token_version = :version")
	int storeLogin(long id, int version, Instant now);

	/**
	 * A user's id and hash, and nothing else of the user.
	 */
	interface StoredHash {

		long getId();

		String getHashedPassword();

	}

}
