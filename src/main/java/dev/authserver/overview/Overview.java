package dev.authserver.overview;

import java.time.Instant;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.Schema;

/**
 * Answer of {@code GET /overview/}.
 *
 * @param version of the server
 * @param database kind of database
 * @param uptime for how long this server has been running, in seconds
 * @param users how many there are
 * @param liveSessions how many sessions go on
 * @param loginsByHour of the last 24 hours, the present one last
 * @param loginsByDay of the last 30 days, today last
 * @param throttled accounts whose logins must wait
 * @param warnings of the start
 */
@Schema(requiredProperties = { "version", "database", "uptime_seconds", "users", "live_sessions", "logins_by_hour",
		"logins_by_day", "throttled", "warnings" })
record Overview(@Schema(example = "1.0.0", description = "Version of the server") String version,
		@Schema(example = "postgresql", description = "Kind of database: h2 or postgresql") String database,
		@Schema(example = "86400",
				description = "For how long this server has been running, in seconds") @JsonProperty("uptime_seconds") long uptime,
		@Schema(example = "42", description = "How many users there are") long users,
		@Schema(example = "17",
				description = "How many sessions go on") @JsonProperty("live_sessions") long liveSessions,
		@Schema(description = "Logins of the last 24 hours, the present hour last") @JsonProperty("logins_by_hour") List<Logins> loginsByHour,
		@Schema(description = "Logins of the last 30 days in UTC, today last") @JsonProperty("logins_by_day") List<Logins> loginsByDay,
		@Schema(description = "Accounts whose logins must wait after too many wrong passwords") Throttled throttled,
		@Schema(example = "[\"The admin still has the default password\"]",
				description = "What the start has warned of") List<String> warnings) {

	/**
	 * The logins of a time.
	 */
	@Schema(requiredProperties = { "start", "logins", "failures" })
	record Logins(
			@Schema(example = "2026-01-01T08:00:00Z", description = "When the hour or the day began") Instant start,
			@Schema(example = "12", description = "Logins with the right password") long logins,
			@Schema(example = "1", description = "Logins with a wrong e-mail or password") long failures) {
	}

	/**
	 * Accounts that are throttled.
	 */
	@Schema(requiredProperties = { "count", "accounts" })
	record Throttled(@Schema(example = "1", description = "How many there are") long count,
			@Schema(description = "Those that must wait longest, at most 100") List<Account> accounts) {
	}

	/**
	 * One of them.
	 */
	@Schema(name = "ThrottledAccount", requiredProperties = { "id", "email" })
	record Account(@Schema(example = "7", description = "The user's id") long id,
			@Schema(example = "ada@example.com", description = "The user's e-mail") String email) {
	}

}
