package dev.authserver.event;

import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongUnaryOperator;

import com.github.benmanes.caffeine.cache.Caffeine;
import dev.authserver.audit.ClientNetwork;
import dev.authserver.audit.LoggedEvent;
import dev.authserver.audit.SecurityEvent;

/**
 * Bounds the failures and refusals that are stored, of which anybody can cause millions:
 * so many of one sender, and so many of all. What is left out is still counted, and
 * logged like any other event.
 */
class Allowance {

	private static final Set<SecurityEvent> REFUSALS = EnumSet.of(SecurityEvent.AUTHN_LOGIN_FAIL,
			SecurityEvent.AUTHN_LOGIN_FAIL_MAX, SecurityEvent.AUTHN_PASSWORD_CHANGE_FAIL,
			SecurityEvent.EXCESS_RATE_LIMIT_EXCEEDED, SecurityEvent.AUTHZ_FAIL, SecurityEvent.SESSION_USE_AFTER_EXPIRE);

	/**
	 * A thousand at once of one sender, and one in ten seconds after.
	 */
	private static final Rate OF_SENDER = new Rate(1_000, Duration.ofSeconds(10));

	/**
	 * Ten thousand at once of all, and one in a second after: in 90 days eight million,
	 * or two gigabytes.
	 */
	private static final Rate OF_ALL = new Rate(10_000, Duration.ofSeconds(1));

	private static final int MAX_SENDERS = 5_000;

	private final Clock clock;

	private final AtomicLong all = new AtomicLong();

	private final ConcurrentMap<String, Long> senders = Caffeine.newBuilder()
		.maximumSize(MAX_SENDERS)
		.expireAfterWrite(OF_SENDER.interval().multipliedBy(OF_SENDER.burst()))
		.<String, Long>build()
		.asMap();

	Allowance(Clock clock) {
		this.clock = clock;
	}

	static boolean isRefusal(LoggedEvent event) {
		return REFUSALS.contains(event.kind());
	}

	/**
	 * Whether one more refusal may be stored.
	 */
	boolean allows(LoggedEvent refusal) {
		long now = this.clock.millis();
		boolean[] taken = { false };
		this.senders.compute(sender(refusal),
				(same, known) -> OF_SENDER.take((known != null) ? known : now, now, taken));
		return taken[0] && takeOfAll(now);
	}

	/**
	 * A user who is logged in is one sender, and of the others each network.
	 */
	private static String sender(LoggedEvent refusal) {
		if (refusal.actorId() != null) {
			return "user " + refusal.actorId();
		}
		return (refusal.address() != null) ? ClientNetwork.of(refusal.address()) : "";
	}

	private boolean takeOfAll(long now) {
		boolean[] taken = { false };
		LongUnaryOperator take = (known) -> OF_ALL.take(known, now, taken);
		this.all.updateAndGet(take);
		return taken[0];
	}

	/**
	 * So many at once, and one more after each interval.
	 *
	 * @see <a href="https://www.itu.int/rec/T-REC-I.371/en">ITU-T I.371, annex A</a>
	 */
	private record Rate(int burst, Duration interval) {

		/**
		 * @param restoredAt when all that was taken is given back, in ms
		 * @param taken set to whether there was one left
		 * @return the new time at which all is given back
		 */
		private long take(long restoredAt, long now, boolean[] taken) {
			long interval = this.interval.toMillis();
			taken[0] = restoredAt <= now + (this.burst - 1) * interval;
			return taken[0] ? Math.max(restoredAt, now) + interval : restoredAt;
		}

	}

}
