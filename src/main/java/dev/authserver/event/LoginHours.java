package dev.authserver.event;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Counts the logins and failures of each hour, so that nobody has to count millions of
 * events. What happens is added up in memory, and to the table of all servers by
 * {@link #store()}.
 */
@Component
class LoginHours {

	private final JdbcClient jdbc;

	/**
	 * What is not yet in the table, guarded by this object.
	 */
	private Map<Instant, LoginHour> counted = new HashMap<>();

	LoginHours(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	void countLogin(Instant at) {
		count(new LoginHour(at.truncatedTo(ChronoUnit.HOURS), 1, 0));
	}

	void countFailure(Instant at) {
		count(new LoginHour(at.truncatedTo(ChronoUnit.HOURS), 0, 1));
	}

	private synchronized void count(LoginHour some) {
		this.counted.merge(some.start(), some, LoginHour::plus);
	}

	private synchronized Map<Instant, LoginHour> take() {
		Map<Instant, LoginHour> taken = this.counted;
		this.counted = new HashMap<>();
		return taken;
	}

	/**
	 * Adds to the table what was counted since the last time. What cannot be added now
	 * counts the next time.
	 */
	void store() {
		Map<Instant, LoginHour> left = take();
		try {
			for (LoginHour hour : List.copyOf(left.values())) {
				add(hour);
				left.remove(hour.start());
			}
		}
		finally {
			left.values().forEach(this::count);
		}
	}

	private void add(LoginHour hour) {
		if (update(hour) == 0) {
			try {
				this.jdbc.sql("insert into login_hours (started_at, logins, failures) values (?, ?, ?)")
					.params(time(hour.start()), hour.logins(), hour.failures())
					.update();
			}
			catch (DuplicateKeyException ex) {
				update(hour);
			}
		}
	}

	private int update(LoginHour hour) {
		return this.jdbc.sql("update login_hours set logins = logins + ?, failures = failures + ? where started_at = ?")
			.params(hour.logins(), hour.failures(), time(hour.start()))
			.update();
	}

	/**
	 * The hours in which there was a login or a failure, in no order.
	 */
	List<LoginHour> since(Instant start) {
		return this.jdbc.sql("select started_at, logins, failures from login_hours where started_at >= ?")
			.param(time(start))
			.query(LoginHours::hour)
			.list();
	}

	void deleteBefore(Instant start) {
		this.jdbc.sql("delete from login_hours where started_at < ?").param(time(start)).update();
	}

	private static LoginHour hour(ResultSet row, int number) throws SQLException {
		return new LoginHour(row.getObject(1, OffsetDateTime.class).toInstant(), row.getLong(2), row.getLong(3));
	}

	private static OffsetDateTime time(Instant time) {
		return time.atOffset(ZoneOffset.UTC);
	}

}
