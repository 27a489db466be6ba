package dev.authserver.overview;

import java.lang.management.ManagementFactory;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

import dev.authserver.event.Events;
import dev.authserver.event.LoginHour;
import dev.authserver.overview.Overview.Account;
import dev.authserver.overview.Overview.Logins;
import dev.authserver.overview.Overview.Throttled;
import dev.authserver.session.Sessions;
import dev.authserver.settings.StartWarnings;
import dev.authserver.throttle.LoginThrottle;
import dev.authserver.user.UserDirectory;

import org.springframework.boot.jdbc.DatabaseDriver;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.core.env.Environment;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;

/**
 * Collects the overview in a few quick look-ups, however many users and events there are:
 * logins are counted by the hour as they happen.
 */
@Service
class OverviewService {

	private static final int HOURS = 24;

	private static final int DAYS = 30;

	private static final int MAX_ACCOUNTS = 100;

	private final Events events;

	private final UserDirectory users;

	private final LoginThrottle throttle;

	private final StartWarnings warnings;

	private final Clock clock;

	private final String version;

	private final String database;

	private final CachedCount countOfUsers;

	private final CachedCount countOfSessions;

	OverviewService(Events events, UserDirectory users, Sessions sessions, LoginThrottle throttle,
			StartWarnings warnings, JdbcConnectionDetails connection, Environment environment, Clock clock) {
		this.events = events;
		this.users = users;
		this.throttle = throttle;
		this.warnings = warnings;
		this.clock = clock;
		this.version = environment.getRequiredProperty("spring.application.version");
		this.database = DatabaseDriver.fromJdbcUrl(connection.getJdbcUrl()).getId();
		this.countOfUsers = new CachedCount(users::count);
		this.countOfSessions = new CachedCount(sessions::countLive);
	}

	/**
	 * Counts once after the start, so that the first caller need not wait for it either.
	 */
	@Scheduled(initialDelay = 20, timeUnit = TimeUnit.SECONDS)
	void count() {
		this.countOfUsers.count();
		this.countOfSessions.count();
	}

	Overview get() {
		Instant now = this.clock.instant();
		Instant today = now.truncatedTo(ChronoUnit.DAYS);
		Instant firstDay = today.minus(DAYS - 1, ChronoUnit.DAYS);
		List<LoginHour> hours = this.events.logins(firstDay);
		return new Overview(this.version, this.database,
				TimeUnit.MILLISECONDS.toSeconds(ManagementFactory.getRuntimeMXBean().getUptime()),
				this.countOfUsers.get(), this.countOfSessions.get(), sums(hours,
						now.truncatedTo(ChronoUnit.HOURS).minus(HOURS - 1, ChronoUnit.HOURS), ChronoUnit.HOURS, HOURS),
				sums(hours, firstDay, ChronoUnit.DAYS, DAYS), throttled(), this.warnings.all());
	}

	/**
	 * Adds up the hours of each of so many units of time, which may have none.
	 */
	private static List<Logins> sums(List<LoginHour> hours, Instant first, ChronoUnit unit, int number) {
		Map<Instant, Logins> sums = hours.stream()
			.map((hour) -> new Logins(hour.start().truncatedTo(unit), hour.logins(), hour.failures()))
			.collect(Collectors.toMap(Logins::start, Function.identity(), OverviewService::plus));
		return LongStream.range(0, number)
			.mapToObj((i) -> first.plus(i, unit))
			.map((start) -> sums.getOrDefault(start, new Logins(start, 0, 0)))
			.toList();
	}

	private static Logins plus(Logins one, Logins other) {
		return new Logins(one.start(), one.logins() + other.logins(), one.failures() + other.failures());
	}

	private Throttled throttled() {
		LoginThrottle.Throttled throttled = this.throttle.throttled(MAX_ACCOUNTS);
		Map<Long, String> emails = this.users.emails(throttled.users());
		return new Throttled(throttled.count(),
				throttled.users()
					.stream()
					.filter(emails::containsKey)
					.map((id) -> new Account(id, String.valueOf(emails.get(id))))
					.toList());
	}

}
