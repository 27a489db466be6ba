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
 * Bounds the events that strangers can have stored, of which they could otherwise cause
 * millions: so many from one network, and so many from everywhere. What is left out is
 * still counted, and logged like any other event.
 */
class Allowance {

	/**
	 * What anybody can cause, without a password or a token.
	 */
	private static final Set<SecurityEvent> OF_STRANGERS = EnumSet.of(SecurityEvent.AUTHN_LOGIN_FAIL,
			SecurityEvent.AUTHN_LOGIN_FAIL_MAX, SecurityEvent.EXCESS_RATE_LIMIT_EXCEEDED, SecurityEvent.AUTHZ_FAIL);

	/**
	 * A thousand at once from one network, and one in ten seconds after.
	 */
	private static final Rate OF_NETWORK = new Rate(1_000, Duration.ofSeconds(10));

	/**
	 * Ten thousand at once from everywhere, and one in a second after: in 90 days eight
	 * million, or a gigabyte.
	 */
	private static final Rate OF_ALL = new Rate(10_000, Duration.ofSeconds(1));

	private static final int MAX_NETWORKS = 5_000;

	private final Clock clock;

	private final AtomicLong all = new AtomicLong();

	private final ConcurrentMap<String, Long> networks = Caffeine.newBuilder()
		.maximumSize(MAX_NETWORKS)
		.expireAfterWrite(OF_NETWORK.interval().multipliedBy(OF_NETWORK.burst()))
		.<String, Long>build()
		.asMap();

	Allowance(Clock clock) {
		this.clock = clock;
	}

	static boolean isOfStrangers(LoggedEvent event) {
		return OF_STRANGERS.contains(event.kind()) && event.actorId() == null;
	}

	/**
	 * Whether one more event of strangers may be stored.
	 */
	boolean allows(LoggedEvent event) {
		long now = this.clock.millis();
		String network = (event.address() != null) ? ClientNetwork.of(event.address()) : "";
		boolean[] taken = { false };
		this.networks.compute(network, (same, known) -> OF_NETWORK.take((known != null) ? known : now, now, taken));
		return taken[0] && takeOfAll(now);
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
