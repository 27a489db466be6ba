package dev.authserver.event;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
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

	private static final long SECONDS = 3_600;

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
				this.jdbc.sql("insert into login_hours (hour_number, logins, failures) values (?, ?, ?)")
					.params(number(hour.start()), hour.logins(), hour.failures())
					.update();
			}
			catch (DuplicateKeyException ex) {
				update(hour);
			}
		}
	}

	private int update(LoginHour hour) {
		return this.jdbc
			.sql("update login_hours set logins = logins + ?, failures = failures + ? where hour_number = ?")
			.params(hour.logins(), hour.failures(), number(hour.start()))
			.update();
	}

	/**
	 * The hours in which there was a login or a failure, in no order.
	 */
	List<LoginHour> since(Instant start) {
		return this.jdbc.sql("select hour_number, logins, failures from login_hours where hour_number >= ?")
			.param(number(start))
			.query(LoginHours::hour)
			.list();
	}

	void deleteBefore(Instant start) {
		this.jdbc.sql("delete from login_hours where hour_number < ?").param(number(start)).update();
	}

	private static LoginHour hour(ResultSet row, int number) throws SQLException {
		return new LoginHour(Instant.ofEpochSecond(row.getLong(1) * SECONDS), row.getLong(2), row.getLong(3));
	}

	/**
	 * A number, since H2 keeps rows in the order of a key that is a number.
	 */
	private static long number(Instant time) {
		return Math.floorDiv(time.getEpochSecond(), SECONDS);
	}

}
