package dev.authserver.throttle;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import com.github.benmanes.caffeine.cache.Caffeine;
import dev.authserver.audit.SecurityEvent;
import dev.authserver.audit.SecurityLog;
import dev.authserver.settings.KeyedDigest;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

import static dev.authserver.audit.SecurityEvent.AUTHN_LOGIN_FAIL_MAX;
import static dev.authserver.audit.SecurityEvent.EXCESS_RATE_LIMIT_EXCEEDED;

/**
 * Decides whether a password may be tried, before any work is spent on it. Wrong tries
 * use up what an account has from one address, what an address has for all accounts, and
 * what an account has from everywhere; all are given back with time. The last is counted
 * in the database, for all replicas, and does not bind those who have lately logged in
 * from the same address. Right passwords cost nothing. Accounts that do not exist are
 * treated as those that do.
 */
@Component
public class LoginThrottle {

	static final Rate ACCOUNT_FROM_ADDRESS = new Rate(10, Duration.ofSeconds(30));

	static final Rate ADDRESS = new Rate(100, Duration.ofSeconds(5));

	static final Rate ACCOUNT = new Rate(30, Duration.ofSeconds(60));

	private static final int IPV6_NETWORK_BYTES = 8;

	private static final int MAX_TOLD = 10_000;

	private final boolean on;

	private final KeyedDigest digest;

	private final SecurityLog events;

	private final LocalTries ofAccountFromAddress;

	private final LocalTries ofAddress;

	private final SharedTries ofAccount;

	private final LoginOrigins origins;

	/**
	 * Whose refusal has been logged in the last minute.
	 */
	private final ConcurrentMap<String, Boolean> told = Caffeine.newBuilder()
		.maximumSize(MAX_TOLD)
		.expireAfterWrite(Duration.ofMinutes(1))
		.<String, Boolean>build()
		.asMap();

	LoginThrottle(ThrottleProperties properties, KeyedDigest digest, SecurityLog events, JdbcClient jdbc, Clock clock) {
		this.on = properties.loginThrottle() == ThrottleProperties.Mode.ON;
		this.digest = digest;
		this.events = events;
		this.ofAccountFromAddress = new LocalTries(ACCOUNT_FROM_ADDRESS, clock);
		this.ofAddress = new LocalTries(ADDRESS, clock);
		this.ofAccount = new SharedTries(ACCOUNT, jdbc, clock);
		this.origins = new LoginOrigins(jdbc, clock);
	}

	/**
	 * Lets a login be tried, and counts it if it fails.
	 * @param email in canonical form
	 * @param address of the client
	 * @param login answers something where the password is right
	 * @throws TooManyTriesException if the account or the address must wait
	 */
	public <T> Optional<T> guard(String email, String address, Supplier<Optional<T>> login) {
		if (!this.on) {
			return login.get();
		}
		Attempt attempt = new Attempt(email, network(address));
		try {
			attempt.take();
			Optional<T> result = login.get();
			result.ifPresent((success) -> attempt.succeed());
			return result;
		}
		catch (RuntimeException ex) {
			attempt.giveBack();
			throw ex;
		}
	}

	/**
	 * A host has one IPv4 address, but a whole network of IPv6 ones.
	 * @see <a href="https://www.rfc-editor.org/rfc/rfc6177#section-2">RFC 6177, 2</a>
	 */
	private static String network(String address) {
		try {
			InetAddress parsed = InetAddress.getByName(address);
			return (parsed instanceof Inet6Address)
					? HexFormat.of().formatHex(parsed.getAddress(), 0, IPV6_NETWORK_BYTES) : parsed.getHostAddress();
		}
		catch (UnknownHostException ex) {
			return address;
		}
	}

	/**
	 * Forgets what has no effect any more.
	 */
	@Scheduled(fixedDelay = 5, initialDelay = 5, timeUnit = TimeUnit.MINUTES)
	void clean() {
		this.ofAccount.clean();
		this.origins.clean();
	}

	/**
	 * One password for one account from one network. It is counted before it is tried, so
	 * that parallel tries are counted too.
	 */
	private final class Attempt {

		private final String email;

		private final String account;

		private final String network;

		private final String origin;

		private final Deque<Runnable> taken = new ArrayDeque<>();

		Attempt(String email, String network) {
			this.email = email;
			this.account = LoginThrottle.this.digest.of("account", email);
			this.network = network;
			this.origin = LoginThrottle.this.digest.of("origin", network + " " + email);
		}

		void take() {
			refuseIf(ofAccountFromAddress.take(this.origin), this.origin, AUTHN_LOGIN_FAIL_MAX);
			this.taken.add(() -> ofAccountFromAddress.giveBack(this.origin));
			refuseIf(ofAddress.take(this.network), this.network, EXCESS_RATE_LIMIT_EXCEEDED);
			this.taken.add(() -> ofAddress.giveBack(this.network));
			long wait = ofAccount.take(this.account);
			if (wait == 0) {
				this.taken.add(() -> ofAccount.giveBack(this.account));
			}
			else if (!origins.isKnown(this.origin)) {
				refuseIf(wait, this.account, AUTHN_LOGIN_FAIL_MAX);
			}
		}

		private void refuseIf(long wait, String key, SecurityEvent event) {
			if (wait <= 0) {
				return;
			}
			if (told.putIfAbsent(key, true) == null) {
				events.record(event, this.email);
			}
			throw new TooManyTriesException(Duration.ofMillis(wait));
		}

		void succeed() {
			giveBack();
			origins.remember(this.origin);
		}

		void giveBack() {
			while (!this.taken.isEmpty()) {
				this.taken.remove().run();
			}
		}

	}

}
