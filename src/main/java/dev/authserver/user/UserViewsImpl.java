package dev.authserver.user;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

import dev.authserver.storage.BatchLoader;
import dev.authserver.storage.BatchQueries;
import dev.authserver.user.UserView.State;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.jdbc.support.SqlArrayValue;

/**
 * Looks up the users of parallel requests by one query, which costs a fifteenth of the
 * processor time of {@code u.email in :emails} in JPQL: Hibernate translates that anew
 * for each number of e-mails.
 */
class UserViewsImpl implements UserViews {

	private static final String SELECT = "select id, email from users where ";

	private static final String SELECT_FULL = """
			select id, email, is_admin, is_active, created_at, last_login_at,
			(select count(*) from sessions s where s.user_id = users.id and s.expires_at > :now)
			from users where\s""";

	private final JdbcClient jdbc;

	private final Clock clock;

	private final BatchLoader<String, UserView> byEmail;

	private final BatchLoader<Long, UserView> byId;

	UserViewsImpl(JdbcClient jdbc, Clock clock, BatchQueries queries) {
		this.jdbc = jdbc;
		this.clock = clock;
		this.byEmail = queries.loader(
				(emails) -> views("email = any (?)", new SqlArrayValue("varchar", emails.toArray()), UserView::email));
		this.byId = queries
			.loader((ids) -> views("id = any (?)", new SqlArrayValue("bigint", ids.toArray()), UserView::id));
	}

	private <K> Map<K, UserView> views(String condition, SqlArrayValue keys, Function<UserView, K> key) {
		return this.jdbc.sql(SELECT + condition)
			.param(keys)
			.query(UserViewsImpl::view)
			.list()
			.stream()
			.collect(Collectors.toMap(key, Function.identity()));
	}

	@Override
	public Optional<UserView> findViewByEmail(String email) {
		return this.byEmail.load(email);
	}

	@Override
	public Optional<UserView> findViewById(long id) {
		return this.byId.load(id);
	}

	@Override
	public Optional<UserView> findFullViewByEmail(String email) {
		return full("email = :email").param("email", email).query(UserViewsImpl::fullView).optional();
	}

	@Override
	public Optional<UserView> findFullViewById(long id) {
		return full("id = :id").param("id", id).query(UserViewsImpl::fullView).optional();
	}

	@Override
	public List<UserView> findViews(@Nullable String pattern, long after, int limit) {
		return page(this.jdbc.sql(SELECT + condition(pattern)), pattern, after, limit).query(UserViewsImpl::view)
			.list();
	}

	@Override
	public List<UserView> findFullViews(@Nullable String pattern, long after, int limit) {
		return page(full(condition(pattern)), pattern, after, limit).query(UserViewsImpl::fullView).list();
	}

	private static String condition(@Nullable String pattern) {
		return ((pattern != null) ? "email like :pattern and " : "") + "id > :after order by id limit :limit";
	}

	private static StatementSpec page(StatementSpec statement, @Nullable String pattern, long after, int limit) {
		StatementSpec page = statement.param("after", after).param("limit", limit);
		return (pattern != null) ? page.param("pattern", pattern) : page;
	}

	private StatementSpec full(String condition) {
		return this.jdbc.sql(SELECT_FULL + condition).param("now", this.clock.instant().atOffset(ZoneOffset.UTC));
	}

	private static UserView view(ResultSet row, int number) throws SQLException {
		return new UserView(row.getLong(1), row.getString(2));
	}

	private static UserView fullView(ResultSet row, int number) throws SQLException {
		return new UserView(row.getLong(1), row.getString(2),
				new State(row.getBoolean(3), row.getBoolean(4), time(row, 5), time(row, 6), row.getInt(7)));
	}

	private static @Nullable Instant time(ResultSet row, int column) throws SQLException {
		OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
		return (time != null) ? time.toInstant() : null;
	}

}
