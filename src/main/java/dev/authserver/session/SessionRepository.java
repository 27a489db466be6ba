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
import dev.authserver.token.VerifiedToken;
import dev.authserver.user.Account;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.SqlParameterValue;
import org.springframework.jdbc.support.SqlArrayValue;
import org.springframework.stereotype.Repository;

/**
 * The table of sessions, by plain SQL, as each login and refresh needs it. Each change is
 * one statement, so that servers and parallel requests cannot get in each other's way.
 */
@Repository
class SessionRepository {

	private static final String STATE = """
			select s.id, token_hash, replaced_tokens, created_at, last_used_at, expires_at,
			u.id, email, is_admin, is_active, token_version
			from sessions s join users u on u.id = s.user_id where\s""";

	private final JdbcTemplate jdbc;

	private final BatchLoader<UUID, SessionState> states = new BatchLoader<>(this::states);

	SessionRepository(JdbcTemplate jdbc) {
		this.jdbc = jdbc;
	}

	/**
	 * @param tokenHash of its refresh token; the login of an admin by the form has none
	 */
	void insert(UUID id, long userId, @Nullable String tokenHash, Instant createdAt, Instant expiresAt, Client client) {
		this.jdbc.update(
				"""
						insert into sessions (id, user_id, token_hash, created_at, last_used_at, expires_at, user_agent, address)
						values (?, ?, ?, ?, ?, ?, ?, ?)""",
				id, userId, text(tokenHash), time(createdAt), time(createdAt), time(expiresAt),
				text(client.userAgent()), client.address());
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
		List<SessionState> found = (ids.size() == 1) ? states("s.id = ?", ids.get(0))
				: states("s.id = any (?)", array(ids));
		return found.stream().collect(Collectors.toMap(SessionState::id, Function.identity()));
	}

	private List<SessionState> states(String condition, Object... keys) {
		return this.jdbc.query(STATE + condition, SessionRepository::state, keys);
	}

	/**
	 * @param current the session of who asks
	 */
	List<SessionView> findLive(long userId, Instant now, @Nullable UUID current) {
		return this.jdbc.query("""
				select id, created_at, last_used_at, expires_at, user_agent, address
				from sessions where user_id = ? and expires_at > ? order by created_at, id""",
				(row, number) -> view(row, current), userId, time(now));
	}

	List<UUID> findRenewable(long userId, Instant now) {
		return this.jdbc.query("""
				select id from sessions
				where user_id = ? and token_hash is not null and expires_at > ? order by created_at, id""",
				(row, number) -> row.getObject(1, UUID.class), userId, time(now));
	}

	void touch(UUID id, Instant now) {
		this.jdbc.update("update sessions set last_used_at = ? where id = ?", time(now), id);
	}

	/**
	 * Takes effect for one of all who try it with the same old token.
	 */
	boolean rotate(UUID id, String oldHash, String newHash, String replaced, Instant now, Instant expiresAt) {
		return this.jdbc.update("""
				update sessions set token_hash = ?, replaced_tokens = ?, last_used_at = ?, expires_at = ?
				where id = ? and token_hash = ?""", newHash, replaced, time(now), time(expiresAt), id, oldHash) == 1;
	}

	void runOut(Collection<UUID> ids, Instant end) {
		this.jdbc.update("""
				update sessions set token_hash = null, replaced_tokens = null, expires_at = ?
				where id = any (?)""", time(end), array(ids));
	}

	boolean close(UUID id, long userId) {
		return this.jdbc.update("delete from sessions where id = ? and user_id = ?", id, userId) == 1;
	}

	int closeAll(Collection<UUID> ids) {
		return this.jdbc.update("delete from sessions where id = any (?)", array(ids));
	}

	int closeAll(long userId) {
		return this.jdbc.update("delete from sessions where user_id = ?", userId);
	}

	int closeOthers(long userId, UUID kept) {
		return this.jdbc.update("delete from sessions where user_id = ? and id <> ?", userId, kept);
	}

	/**
	 * Ends sessions whose time is over, so many at once. Those that others are ending are
	 * left to them, as long as the transaction lasts that this is called in.
	 * @return the user of each
	 */
	List<Long> closeExpired(Instant now, int limit) {
		Map<UUID, Long> users = new HashMap<>();
		this.jdbc.query(
				"select id, user_id from sessions where expires_at <= ? order by id limit ? for update skip locked",
				(row) -> {
					users.put(row.getObject(1, UUID.class), row.getLong(2));
				}, time(now), limit);
		closeAll(users.keySet());
		return List.copyOf(users.values());
	}

	private static SessionState state(ResultSet row, int number) throws SQLException {
		Account account = new Account(row.getLong(7), row.getString(8), row.getBoolean(9), row.getBoolean(10),
				row.getInt(11));
		return new SessionState(row.getObject(1, UUID.class), account, row.getString(2),
				ReplacedTokens.parse(row.getString(3)), time(row, 4), time(row, 5), time(row, 6));
	}

	private static SessionView view(ResultSet row, @Nullable UUID current) throws SQLException {
		UUID id = row.getObject(1, UUID.class);
		return new SessionView(id, time(row, 2), time(row, 3), time(row, 4), row.getString(5), row.getString(6),
				id.equals(current));
	}

	private static Instant time(ResultSet row, int column) throws SQLException {
		return row.getObject(column, OffsetDateTime.class).toInstant();
	}

	private static OffsetDateTime time(Instant time) {
		return time.atOffset(ZoneOffset.UTC);
	}

	private static SqlParameterValue text(@Nullable String text) {
		return new SqlParameterValue(Types.VARCHAR, text);
	}

	private static SqlArrayValue array(Collection<UUID> ids) {
		return new SqlArrayValue("uuid", ids.toArray());
	}

}
