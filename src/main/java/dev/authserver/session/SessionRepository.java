package dev.authserver.session;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;
import org.springframework.transaction.annotation.Transactional;

/**
 * The table of sessions. Each change is one statement, so that servers and parallel
 * requests cannot get in each other's way.
 */
interface SessionRepository extends Repository<Session, UUID> {

	Session save(Session session);

	@Query("select s from Session s where s.userId = :userId and s.expiresAt > :now order by s.createdAt, s.id")
	List<Session> findLive(long userId, Instant now);

	@Query("""
			select s.id from Session s
			where s.userId = :userId and s.tokenHash is not null and s.expiresAt > :now order by s.createdAt, s.id""")
	List<UUID> findRenewable(long userId, Instant now);

	@Transactional
	@Modifying
	@Query("update Session s set s.lastUsedAt = :now where s.id = :id")
	int touch(UUID id, Instant now);

	/**
	 * Takes effect for one of all who try it with the same old token.
	 */
	@Transactional
	@Modifying
	@Query("""
			update Session s set s.tokenHash = :newHash, s.replacedTokens = :replaced,
			s.lastUsedAt = :now, s.expiresAt = :expiresAt where s.id = :id and s.tokenHash = :oldHash""")
	int rotate(UUID id, String oldHash, String newHash, String replaced, Instant now, Instant expiresAt);

	@Transactional
	@Modifying
	@Query("update Session s set s.tokenHash = null, s.replacedTokens = null, s.expiresAt = :end where s.id in :ids")
	int runOut(List<UUID> ids, Instant end);

	@Transactional
	@Modifying
	@Query("delete from Session s where s.id = :id and s.userId = :userId")
	int close(UUID id, long userId);

	@Transactional
	@Modifying
	@Query("delete from Session s where s.id in :ids")
	int closeAll(List<UUID> ids);

	@Transactional
	@Modifying
	@Query("delete from Session s where s.userId = :userId and (:kept is null or s.id <> :kept)")
	int closeAll(long userId, @Nullable UUID kept);

	@Transactional
	@Modifying
	@Query("delete from Session s where s.expiresAt <= :now")
	int closeExpired(Instant now);

}
