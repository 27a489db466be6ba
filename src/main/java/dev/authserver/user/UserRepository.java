package dev.authserver.user;

import java.util.List;
import java.util.Optional;

import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.NativeQuery;
import org.springframework.data.repository.Repository;
import org.springframework.transaction.annotation.Transactional;

/**
 * Users as those who manage them change them. What changes a row that others may be
 * changing too is one statement or takes a lock first.
 */
interface UserRepository extends Repository<User, Long> {

	User saveAndFlush(User user);

	void flush();

	@NativeQuery("select * from users where email = :email for update")
	Optional<User> lockByEmail(String email);

	@NativeQuery("select * from users where id = :id for update")
	Optional<User> lockById(long id);

	/**
	 * Locks in the order of the ids, so that two of these never wait for each other.
	 */
	@NativeQuery("select * from users where is_admin and is_active order by id for update")
	List<User> lockActiveAdmins();

	@Transactional
	@Modifying
	@NativeQuery("delete from users where id = :id")
	int deleteById(long id);

}
