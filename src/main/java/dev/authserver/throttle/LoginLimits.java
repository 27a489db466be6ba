package dev.authserver.throttle;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

import dev.authserver.audit.ClientNetwork;
import dev.authserver.audit.SecurityEvent;
import dev.authserver.audit.SecurityLog;
import dev.authserver.problem.ProblemException;
import dev.authserver.problem.ProblemKind;
import dev.authserver.settings.KeyedDigest;
import dev.authserver.throttle.BoundedMaps.Key;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import static dev.authserver.audit.SecurityEvent.AUTHN_LOGIN_FAIL_MAX;
import static dev.authserver.audit.SecurityEvent.EXCESS_RATE_LIMIT_EXCEEDED;

/**
 * The limits of wrong passwords: what an address has for all accounts, what an account
 * has from one address, and what an account has from everywhere. The last is counted in
 * the database, for all replicas, and does not bind those who have lately logged in from
 * the same address.
 * <p>
 * How strangers are kept from shutting an owner out at a new address: of the
 * {@linkplain #ACCOUNT 30 tries} of an account, one of which comes back each minute, only
 * the first 10 are for everybody. Of the other {@value #SPARED} an address has
 * {@linkplain #SPARED_FROM_ADDRESS two} and then one in 30 minutes, however often and at
 * whatever pace it asks. So one address leaves 30 - 10 - 2 = 18, and nine leave 2: the
 * owner is let in at once. Ten leave none, but take only 10 of the 30 that come back in
 * half an hour: the owner waits a minute at most. Who wants to take each one that comes
 * back, for as long as he likes, needs 30 networks. Addresses are counted by each server,
 * so that with two servers half as many do.
 */
@Component
class LoginLimits {

	static final Rate ACCOUNT_FROM_ADDRESS = new Rate(10, Duration.ofSeconds(30));

	static final Rate ADDRESS = new Rate(100, Duration.ofSeconds(5));

	static final Rate ACCOUNT = new Rate(30, Duration.ofSeconds(60));

	/**
	 * What one address has of the tries that are {@linkplain #SPARED spared}.
	 */
	static final Rate SPARED_FROM_ADDRESS = new Rate(2, Duration.ofMinutes(30));

	/**
	 * How many of an account's tries are not for everybody.
	 */
	static final int SPARED = 20;

	private final KeyedDigest digest;

	private final SecurityLog events;

	private final LocalTries ofAddress;

	private final LocalTries ofAccountFromAddress;

	private final LocalTries sparedFromAddress;

	private final SharedTries ofAccount;

	private final LoginOrigins origins;

	private final LoginLifts lifts;

	LoginLimits(KeyedDigest digest, SecurityLog events, JdbcClient jdbc, Clock clock) {
		this.digest = digest;
		this.events = events;
		this.ofAddress = new LocalTries(ADDRESS, clock);
		this.ofAccountFromAddress = new LocalTries(ACCOUNT_FROM_ADDRESS, clock);
		this.sparedFromAddress = new LocalTries(SPARED_FROM_ADDRESS, clock);
		this.ofAccount = new SharedTries(ACCOUNT, jdbc, clock);
		this.origins = new LoginOrigins(jdbc, clock);
		this.lifts = new LoginLifts(jdbc, clock);
	}

	/**
	 * @param email in canonical form
	 * @param address of the client
	 */
	Login login(String email, String address) {
		String network = ClientNetwork.of(address);
		String account = this.digest.of("account", email);
		String origin = this.digest.of("origin", network + " " + email);
		Key originKey = Key.of(this.digest.of("since", this.lifts.of(account) + " " + origin));
		return new Login(email, account, network, Key.of(this.digest.of("network", network)), origin, originKey);
	}

	void lift(String email) {
		String account = this.digest.of("account", email);
		this.ofAccount.forget(account);
		this.lifts.lift(account);
	}

	/**
	 * Takes a try of each limit. The address is asked first: one that is refused adds
	 * nothing to what is remembered.
	 * @return false if only logins under way stand in between, and some may be taken
	 * @throws ProblemException if the account or the address must wait
	 */
	boolean take(Login login, LoginAttempt attempt) {
		Verdict ofAddress = take(this.ofAddress, login.networkKey(), attempt);
		refuseIf(ofAddress, login, login.network(), EXCESS_RATE_LIMIT_EXCEEDED);
		if (!ofAddress.isTaken()) {
			return false;
		}
		Verdict ofPair = take(this.ofAccountFromAddress, login.originKey(), attempt);
		refuseIf(ofPair, login, login.origin(), AUTHN_LOGIN_FAIL_MAX);
		return ofPair.isTaken() && takeOfAccount(login, attempt);
	}

	private boolean takeOfAccount(Login login, LoginAttempt attempt) {
		Verdict forEverybody = takeShared(login, SPARED, attempt);
		if (forEverybody.isTaken() || this.origins.isKnown(login.origin())) {
			return true;
		}
		return forEverybody.isRefused() && takeSpared(login, forEverybody, attempt);
	}

	/**
	 * Takes one of the tries that an address has few of. To ask in vain costs a try of
	 * the account from this address, so that a client that goes on asking is soon refused
	 * without a look into the database.
	 */
	private boolean takeSpared(Login login, Verdict forEverybody, LoginAttempt attempt) {
		Verdict share = take(this.sparedFromAddress, login.originKey(), attempt);
		if (share.isRefused()) {
			attempt.failed(null);
			refuseIf(sooner(share, forEverybody), login, login.account(), AUTHN_LOGIN_FAIL_MAX);
		}
		if (!share.isTaken()) {
			return false;
		}
		Verdict spared = takeShared(login, 0, attempt);
		if (spared.isRefused()) {
			attempt.giveBackLast();
			attempt.failed(null);
			refuseIf(spared, login, login.account(), AUTHN_LOGIN_FAIL_MAX);
		}
		return spared.isTaken();
	}

	private static Verdict sooner(Verdict one, Verdict other) {
		return (one.waitMillis() < other.waitMillis()) ? one : other;
	}

	private static Verdict take(LocalTries tries, Key key, LoginAttempt attempt) {
		Verdict verdict = tries.take(key);
		if (verdict.isTaken()) {
			attempt.took((user) -> tries.keep(key), () -> tries.giveBack(key));
		}
		return verdict;
	}

	private Verdict takeShared(Login login, int spared, LoginAttempt attempt) {
		Verdict verdict = this.ofAccount.take(login.account(), spared);
		if (verdict.isTaken()) {
			attempt.took((user) -> this.ofAccount.keep(login.account(), user),
					() -> this.ofAccount.giveBack(login.account()));
		}
		return verdict;
	}

	private void refuseIf(Verdict verdict, Login login, String key, SecurityEvent event) {
		if (verdict.isRefused()) {
			this.events.recordSeldom(event, login.email(), key,
					() -> (event == AUTHN_LOGIN_FAIL_MAX) ? this.ofAccount.userOf(login.account()) : Optional.empty());
			throw ProblemException.retryAfter(ProblemKind.THROTTLED, Duration.ofMillis(verdict.waitMillis()));
		}
	}

	/**
	 * Remembers from where somebody has just logged in.
	 */
	void remember(Login login) {
		this.origins.remember(login.origin());
	}

	/**
	 * The users whose accounts have no try left for everybody.
	 * @param limit of how many to tell the ids
	 */
	LoginThrottle.Throttled throttled(int limit) {
		return this.ofAccount.throttled(SPARED, limit);
	}

	/**
	 * Forgets what has no effect any more.
	 */
	void clean() {
		this.ofAccount.clean();
		this.origins.clean();
		this.lifts.clean();
	}

	/**
	 * One password for one account from one network, by the keys that limits know them.
	 */
	record Login(String email, String account, String network, Key networkKey, String origin, Key originKey) {

	}

}
