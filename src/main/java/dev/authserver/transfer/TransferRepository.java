package dev.authserver.transfer;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.BatchPreparedStatementSetter;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.jdbc.support.SqlArrayValue;
import org.springframework.stereotype.Repository;

/**
 * The table of users, a thousand rows at a time. Hibernate would send each row alone,
 * because the database generates its id.
 */
@Repository
class TransferRepository {

	private static final String MEMBERS = "email, hashed_password, is_admin, is_active, created_at";

	private static final String COLUMNS = "id, " + MEMBERS;

	private final JdbcTemplate jdbc;

	TransferRepository(JdbcTemplate jdbc) {
		this.jdbc = jdbc;
	}

	List<StoredUser> findAfter(long id, int limit) {
		return this.jdbc.query("select " + COLUMNS + " from users where id > ? order by id limit ?",
				TransferRepository::user, id, limit);
	}

	List<StoredUser> find(Collection<String> emails) {
		return this.jdbc.query("select " + COLUMNS + " from users where email = any (?)", TransferRepository::user,
				new SqlArrayValue("varchar", emails.toArray()));
	}

	/**
	 * Locks users in the order of their ids, as all others do who lock several.
	 */
	List<StoredUser> lock(Collection<Long> ids) {
		return this.jdbc.query("select " + COLUMNS + " from users where id = any (?) order by id for update",
				TransferRepository::user, array(ids));
	}

	Set<Long> findActiveAdmins() {
		return new HashSet<>(this.jdbc.queryForList("select id from users where is_admin and is_active", Long.class));
	}

	/**
	 * Finds those of these ids that a user has or had.
	 */
	Set<Long> findUsed(Collection<Long> ids) {
		return new HashSet<>(this.jdbc.queryForList("""
				select wanted.id from unnest(cast(? as bigint array)) as wanted (id)
				where exists (select 1 from users where users.id = wanted.id)
				or wanted.id <= (select last_id from retired_ids where first_id <= wanted.id
					order by first_id desc limit 1)""", Long.class, array(ids)));
	}

	/**
	 * Inserts users with the ids that they bring.
	 */
	void insert(List<StoredUser> users) {
		this.jdbc.batchUpdate("insert into users (id, " + MEMBERS + ") values (?, ?, ?, ?, ?, ?)", users, users.size(),
				(row, user) -> {
					row.setLong(1, user.id());
					fill(row, 2, user);
				});
	}

	/**
	 * Inserts users who get new ids.
	 * @return the ids, in the order of the users
	 */
	List<Long> insertWithNewIds(List<StoredUser> users) {
		GeneratedKeyHolder keys = new GeneratedKeyHolder();
		String sql = "insert into users (" + MEMBERS + ") values (?, ?, ?, ?, ?)";
		this.jdbc.batchUpdate((connection) -> connection.prepareStatement(sql, new String[] { "id" }),
				new BatchPreparedStatementSetter() {

					@Override
					public void setValues(PreparedStatement row, int number) throws SQLException {
						fill(row, 1, users.get(number));
					}

					@Override
					public int getBatchSize() {
						return users.size();
					}

				}, keys);
		return keys.getKeyList().stream().map((key) -> ((Number) key.values().iterator().next()).longValue()).toList();
	}

	private static void fill(PreparedStatement row, int first, StoredUser user) throws SQLException {
		row.setString(first, user.email());
		row.setString(first + 1, user.hash());
		row.setBoolean(first + 2, user.admin());
		row.setBoolean(first + 3, user.active());
		row.setObject(first + 4, time(user.createdAt()), Types.TIMESTAMP_WITH_TIMEZONE);
	}

	/**
	 * Changes users.
	 * @param ends whether the credentials change, so that logins under way with the old
	 * ones do not get through
	 */
	void update(StoredUser user, boolean ends) {
		this.jdbc.update("""
				update users set hashed_password = ?, is_admin = ?, is_active = ?, created_at = ?,
				token_version = token_version + ? where id = ?""", user.hash(), user.admin(), user.active(),
				time(user.createdAt()), ends ? 1 : 0, user.id());
	}

	private static StoredUser user(ResultSet row, int number) throws SQLException {
		return new StoredUser(row.getLong(1), row.getString(2), row.getString(3), row.getBoolean(4), row.getBoolean(5),
				instant(row.getObject(6, OffsetDateTime.class)));
	}

	private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
		return (time != null) ? time.toInstant() : null;
	}

	private static @Nullable OffsetDateTime time(@Nullable Instant time) {
		return (time != null) ? time.atOffset(ZoneOffset.UTC) : null;
	}

	private static SqlArrayValue array(Collection<Long> ids) {
		return new SqlArrayValue("bigint", ids.stream().sorted().toArray());
	}

}
