package dev.authserver.event;

import java.time.Instant;

/**
 * The logins of all servers in an hour.
 *
 * @param start of the hour
 * @param logins with the right password
 * @param failures with a wrong e-mail or password
 */
public record LoginHour(Instant start, long logins, long failures) {

	LoginHour plus(LoginHour more) {
		return new LoginHour(this.start, this.logins + more.logins, this.failures + more.failures);
	}

}
