package dev.authserver.event;

import java.time.Instant;

import dev.authserver.audit.SecurityEvent;
import org.jspecify.annotations.Nullable;

/**
 * Which events an admin looks for; what is null does not matter.
 *
 * @param userId the user they are about
 * @param kind what happened
 * @param since the earliest time
 * @param until the time before which they happened
 */
record EventFilter(@Nullable Long userId, @Nullable SecurityEvent kind, @Nullable Instant since,
		@Nullable Instant until) {

	/**
	 * The same, but for events before a time, which are to be forgotten.
	 */
	EventFilter notBefore(Instant time) {
		Instant later = (this.since == null || this.since.isBefore(time)) ? time : this.since;
		return new EventFilter(this.userId, this.kind, later, this.until);
	}

}
