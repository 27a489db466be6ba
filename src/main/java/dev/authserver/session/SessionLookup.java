package dev.authserver.session;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.UUID;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Finds one session by plain SQL, as each refresh and each access to a protected route
 * does.
 */
@Component
class SessionLookup {

	private static final String SESSION = """
			select id, user_id, token_hash, replaced_tokens, created_at, last_used_at, expires_at
			from sessions where\s""";

	private final JdbcTemplate jdbc;

	SessionLookup(JdbcTemplate jdbc) {
		this.jdbc = jdbc;
	}

	Optional<SessionState> find(UUID id, long userId) {
		return first("id = ? and user_id = ?", id, userId);
	}

	Optional<SessionState> findByToken(long userId, String tokenHash) {
		return first("user_id = ? and token_hash = ?", userId, tokenHash);
	}

	private Optional<SessionState> first(String condition, Object... keys) {
		return this.jdbc.query(SESSION + condition, SessionLookup::state, keys).stream().findFirst();
	}

	private static SessionState state(ResultSet row, int number) throws SQLException {
		return new SessionState(row.getObject(1, UUID.class), row.getLong(2), row.getString(3),
				ReplacedTokens.parse(row.getString(4)), time(row, 5), time(row, 6), time(row, 7));
	}

	private static Instant time(ResultSet row, int column) throws SQLException {
		return row.getObject(column, OffsetDateTime.class).toInstant();
	}

}
