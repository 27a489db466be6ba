package dev.authserver.event;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;
import org.springframework.stereotype.Repository;

/**
 * The table of events, by plain SQL: they are written in batches, never changed, and read
 * in the order of their ids, which is that of their times.
 */
@Repository
class EventRepository {

	private static final String SELECT = """
			select id, occurred_at, kind, user_id, actor_id, address, session_id, request_id from events""";

	private static final String INSERT = """
			insert into events (id, occurred_at, kind, user_id, actor_id, address, session_id, request_id)
			values (?, ?, ?, ?, ?, ?, ?, ?)""";

	private final JdbcClient jdbc;

	private final JdbcOperations batches;

	EventRepository(JdbcClient jdbc, JdbcOperations batches) {
		this.jdbc = jdbc;
		this.batches = batches;
	}

	/**
	 * Stores events together. Must be called within a transaction, which stores all or
	 * none.
	 */
	void insert(List<EventView> events) {
		this.batches.batchUpdate(INSERT, events, events.size(), EventRepository::set);
	}

	private static void set(PreparedStatement row, EventView event) throws SQLException {
		row.setObject(1, event.id());
		row.setObject(2, event.at().atOffset(ZoneOffset.UTC));
		row.setString(3, event.kind());
		row.setObject(4, event.userId(), Types.BIGINT);
		row.setObject(5, event.actorId(), Types.BIGINT);
		row.setString(6, event.address());
		if (event.sessionId() != null) {
			row.setObject(7, event.sessionId());
		}
		else {
			row.setNull(7, Types.OTHER);
		}
		row.setString(8, event.requestId());
	}

	/**
	 * The newest events, up to a number.
	 * @param before answers events with lower ids only
	 */
	List<EventView> find(EventFilter filter, @Nullable UUID before, int limit) {
		List<String> conditions = new ArrayList<>();
		List<Object> values = new ArrayList<>();
		add("user_id = ?", filter.userId(), conditions, values);
		add("kind = ?", (filter.kind() != null) ? filter.kind().toString() : null, conditions, values);
		add("id >= ?", (filter.since() != null) ? EventIds.lowest(filter.since()) : null, conditions, values);
		add("id < ?", (filter.until() != null) ? EventIds.lowest(filter.until()) : null, conditions, values);
		add("id < ?", before, conditions, values);
		values.add(limit);
		String where = conditions.isEmpty() ? "" : " where " + String.join(" and ", conditions);
		return this.jdbc.sql(SELECT + where + order(filter) + " limit ?")
			.params(values)
			.query(EventRepository::event)
			.list();
	}

	/**
	 * The order of the ids. H2 takes it from the index that finds the events only if all
	 * columns of the index are named, and sorts all events of a kind otherwise.
	 */
	private static String order(EventFilter filter) {
		String column = (filter.kind() != null) ? "kind desc, " : "";
		return " order by " + ((filter.userId() != null) ? "user_id desc, " : column) + "id desc";
	}

	private static void add(String condition, @Nullable Object value, List<String> conditions, List<Object> values) {
		if (value != null) {
			conditions.add(condition);
			values.add(value);
		}
	}

	/**
	 * Deletes the oldest of the events before a time, up to a number. Must be called
	 * within a transaction: until it ends, other servers pass over the same events.
	 * @return how many were deleted
	 */
	int deleteBefore(Instant time, int limit) {
		List<UUID> old = this.jdbc.sql("select id from events where id < ? order by id limit ? for update skip locked")
			.params(EventIds.lowest(time), limit)
			.query((row, number) -> row.getObject(1, UUID.class))
			.list();
		return old.isEmpty() ? 0
				: this.jdbc.sql("delete from events where id = any (?)")
					.param(new SqlArrayValue("uuid", old.toArray()))
					.update();
	}

	private static EventView event(ResultSet row, int number) throws SQLException {
		return new EventView(row.getObject(1, UUID.class), row.getObject(2, OffsetDateTime.class).toInstant(),
				row.getString(3), row.getObject(4, Long.class), row.getObject(5, Long.class), row.getString(6),
				row.getObject(7, UUID.class), row.getString(8));
	}

}
