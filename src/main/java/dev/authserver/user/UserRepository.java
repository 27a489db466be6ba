package dev.authserver.user;

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

	@Transactional
	@Modifying
	@NativeQuery("delete from users where id = :id")
	void deleteById(long id);

}
