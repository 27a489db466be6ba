package dev.authserver.session;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

import dev.authserver.storage.BatchLoader;
import dev.authserver.storage.BatchQueries;
import dev.authserver.token.VerifiedToken;
import dev.authserver.user.Account;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;
import org.springframework.stereotype.Repository;

/**
 * The table of sessions, by plain SQL: each change is one statement, so that servers and
 * parallel requests cannot get in each other's way, and each look-up brings the user
 * along.
 */
@Repository
class SessionRepository {

	private static final String SELECT = """
			select s.id, token_hash, replaced_tokens, s.created_at, last_used_at, expires_at, user_agent, address,
			u.id, email, is_admin, is_active, token_version
			from sessions s join users u on u.id = s.user_id where\s""";

	private final JdbcClient jdbc;

	private final BatchLoader<UUID, SessionState> states;

	SessionRepository(JdbcClient jdbc, BatchQueries queries) {
		this.jdbc = jdbc;
		this.states = queries.loader(this::states);
	}

	/**
	 * Opens a session.
	 * @param tokenHash of its refresh token; the login of an admin by the form has none
	 */
	void insert(UUID id, long userId, @Nullable String tokenHash, Instant createdAt, Instant expiresAt, Client client) {
		this.jdbc
			.sql("""
					insert into sessions (id, user_id, token_hash, created_at, last_used_at, expires_at, user_agent, address)
					values (:id, :user, :hash, :now, :now, :end, :agent, :address)""")
			.param("id", id)
			.param("user", userId)
			.param("hash", tokenHash, Types.VARCHAR)
			.param("now", time(createdAt))
			.param("end", time(expiresAt))
			.param("agent", client.userAgent(), Types.VARCHAR)
			.param("address", client.address())
			.update();
	}

	Optional<SessionState> find(UUID id, long userId) {
		return this.states.load(id).filter((session) -> session.account().id() == userId);
	}

	/**
	 * The session that a token names, if it names its user by today's e-mail too.
	 */
	Optional<SessionState> find(VerifiedToken token) {
		return find(token.sessionId(), token.userId())
			.filter((session) -> session.account().email().equals(token.email()));
	}

	private Map<UUID, SessionState> states(List<UUID> ids) {
		return select("s.id = any (?)", array(ids)).stream()
			.collect(Collectors.toMap(SessionState::id, Function.identity()));
	}

	/**
	 * The sessions of a user that go on, the oldest first.
	 */
	List<SessionState> findLive(long userId, Instant now) {
		return select("s.user_id = ? and expires_at > ? order by s.created_at, s.id", userId, time(now));
	}

	private List<SessionState> select(String condition, Object... keys) {
		return this.jdbc.sql(SELECT + condition).params(keys).query(SessionRepository::state).list();
	}

	void touch(UUID id, Instant now) {
		this.jdbc.sql("update sessions set last_used_at = ? where id = ?").params(time(now), id).update();
	}

	/**
	 * Takes effect for one of all who try it with the same old token.
	 */
	boolean rotate(UUID id, String oldHash, String newHash, String replaced, Instant now, Instant expiresAt) {
		return this.jdbc.sql("""
				update sessions set token_hash = ?, replaced_tokens = ?, last_used_at = ?, expires_at = ?
				where id = ? and token_hash = ?""")
			.params(newHash, replaced, time(now), time(expiresAt), id, oldHash)
			.update() == 1;
	}

	/**
	 * Lets sessions go on until a time, without being renewed.
	 */
	void runOut(Collection<UUID> ids, Instant end) {
		this.jdbc
			.sql("update sessions set token_hash = null, replaced_tokens = null, expires_at = ? where id = any (?)")
			.params(time(end), array(ids))
			.update();
	}

	boolean close(UUID id, long userId) {
		return this.jdbc.sql("delete from sessions where id = ? and user_id = ?").params(id, userId).update() == 1;
	}

	int closeAll(Collection<UUID> ids) {
		return this.jdbc.sql("delete from sessions where id = any (?)").param(array(ids)).update();
	}

	int closeAll(long userId) {
		return this.jdbc.sql("delete from sessions where user_id = ?").param(userId).update();
	}

	int closeOthers(long userId, UUID kept) {
		return this.jdbc.sql("delete from sessions where user_id = ? and id <> ?").params(userId, kept).update();
	}

	/**
	 * Ends sessions whose time is over, up to a number at once. Must be called within a
	 * transaction: until it ends, other servers pass over the sessions it ends.
	 * @return the user of each
	 */
	List<Long> closeExpired(Instant now, int limit) {
		Map<UUID, Long> users = new HashMap<>();
		this.jdbc
			.sql("select id, user_id from sessions where expires_at <= ? order by id limit ? for update skip locked")
			.params(time(now), limit)
			.query((row) -> {
				users.put(row.getObject(1, UUID.class), row.getLong(2));
			});
		closeAll(users.keySet());
		return List.copyOf(users.values());
	}

	private static SessionState state(ResultSet row, int number) throws SQLException {
		Account account = new Account(row.getLong(9), row.getString(10), row.getBoolean(11), row.getBoolean(12),
				row.getInt(13));
		return new SessionState(row.getObject(1, UUID.class), account, row.getString(2),
				ReplacedTokens.parse(row.getString(3)), time(row, 4), time(row, 5), time(row, 6), row.getString(7),
				row.getString(8));
	}

	private static Instant time(ResultSet row, int column) throws SQLException {
		return row.getObject(column, OffsetDateTime.class).toInstant();
	}

	private static OffsetDateTime time(Instant time) {
		return time.atOffset(ZoneOffset.UTC);
	}

	private static SqlArrayValue array(Collection<UUID> ids) {
		return new SqlArrayValue("uuid", ids.toArray());
	}

}
