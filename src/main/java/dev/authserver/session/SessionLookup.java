package dev.authserver.session;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

import dev.authserver.storage.BatchLoader;
import dev.authserver.user.Account;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.SqlArrayValue;
import org.springframework.stereotype.Component;

/**
 * Finds one session and its user by plain SQL, as each refresh and each access to a
 * protected route does.
 */
@Component
class SessionLookup {

	private static final String SESSION = """
			select s.id, token_hash, replaced_tokens, created_at, last_used_at, expires_at,
			u.id, email, is_admin, is_active, token_version
			from sessions s join users u on u.id = s.user_id where\s""";

	private final JdbcTemplate jdbc;

	private final BatchLoader<UUID, SessionState> byId = new BatchLoader<>(this::find);

	SessionLookup(JdbcTemplate jdbc) {
		this.jdbc = jdbc;
	}

	Optional<SessionState> find(UUID id, long userId) {
		return this.byId.load(id).filter((session) -> session.account().id() == userId);
	}

	private Map<UUID, SessionState> find(List<UUID> ids) {
		return query("s.id = any (?)", new SqlArrayValue("uuid", ids.toArray())).stream()
			.collect(Collectors.toMap(SessionState::id, Function.identity()));
	}

	Optional<SessionState> findByToken(long userId, String tokenHash) {
		return query("u.id = ? and token_hash = ?", userId, tokenHash).stream().findFirst();
	}

	private List<SessionState> query(String condition, Object... keys) {
		return this.jdbc.query(SESSION + condition, SessionLookup::state, keys);
	}

	private static SessionState state(ResultSet row, int number) throws SQLException {
		Account account = new Account(row.getLong(7), row.getString(8), row.getBoolean(9), row.getBoolean(10),
				row.getInt(11));
		return new SessionState(row.getObject(1, UUID.class), account, row.getString(2),
				ReplacedTokens.parse(row.getString(3)), time(row, 4), time(row, 5), time(row, 6));
	}

	private static Instant time(ResultSet row, int column) throws SQLException {
		return row.getObject(column, OffsetDateTime.class).toInstant();
	}

}
