package dev.authserver.throttle;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import dev.authserver.problem.ProblemException;
import dev.authserver.problem.ProblemKind;
import dev.authserver.settings.HeapLimits;

import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Decides whether a password may be tried, before any work is spent on it. Wrong ones use
 * up the tries of the {@linkplain LoginLimits limits}, which come back with time. Right
 * ones cost nothing. Accounts that do not exist are treated as those that do.
 * <p>
 * A login takes its tries before its password is checked, so that parallel ones cannot
 * exceed a limit, and gives them back if the password is right. Where only logins under
 * way stand between another one and a try, that one waits for their outcome, at most as
 * long as a login may wait for its turn.
 */
@Component
public class LoginThrottle {

	/**
	 * How many logins may be under way, each of which holds a request: the others of the
	 * threads that serve requests stay free, and a small heap has room for fewer.
	 */
	private static final int MAX_UNDER_WAY = HeapLimits.ofThisServer().waitingLogins();

	private static final long PAUSE_MILLIS = 20;

	private final boolean on;

	private final Duration maxWait;

	private final LoginLimits limits;

	private final Semaphore underWay = new Semaphore(MAX_UNDER_WAY);

	LoginThrottle(ThrottleProperties properties, LoginLimits limits) {
		this.on = properties.loginThrottle();
		this.maxWait = properties.maxWait();
		this.limits = limits;
	}

	/**
	 * Lets a login be tried, which must then be told as succeeded or failed, and closed.
	 * @param email in canonical form
	 * @param address of the client
	 * @throws ProblemException if the account or the address must wait
	 * @throws ProblemException if too many are under way
	 */
	public LoginAttempt check(String email, String address) {
		if (!this.on) {
			return LoginAttempt.uncounted();
		}
		LoginLimits.Login login = this.limits.login(email, address);
		if (!this.underWay.tryAcquire()) {
			throw ProblemException.retryAfter(ProblemKind.OVERLOADED, this.maxWait);
		}
		LoginAttempt attempt = LoginAttempt.counted(() -> this.limits.remember(login), this.underWay::release);
		try {
			awaitTries(login, attempt);
			return attempt;
		}
		catch (RuntimeException | Error ex) {
			attempt.close();
			throw ex;
		}
	}

	/**
	 * Asks again until the tries are taken or refused. Nothing is held while waiting, so
	 * that nobody waits for somebody who waits.
	 */
	private void awaitTries(LoginLimits.Login login, LoginAttempt attempt) {
		long deadline = System.nanoTime() + this.maxWait.toNanos();
		while (!this.limits.take(login, attempt)) {
			attempt.giveBack();
			if (System.nanoTime() - deadline > 0) {
				throw ProblemException.retryAfter(ProblemKind.OVERLOADED, this.maxWait);
			}
			pause();
		}
	}

	private void pause() {
		try {
			TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw ProblemException.retryAfter(ProblemKind.OVERLOADED, this.maxWait);
		}
	}

	/**
	 * Gives an account all its tries back, on all servers. What an address has for all
	 * accounts stays used up.
	 * @param email in canonical form
	 */
	void lift(String email) {
		this.limits.lift(email);
	}

	/**
	 * The users whose logins must wait now, unless they come from where they have lately
	 * logged in.
	 * @param limit of how many to tell the ids
	 */
	public Throttled throttled(int limit) {
		return this.limits.throttled(limit);
	}

	/**
	 * Forgets what has no effect any more.
	 */
	@Scheduled(fixedDelay = 5, initialDelay = 5, timeUnit = TimeUnit.MINUTES)
	void clean() {
		this.limits.clean();
	}

	/**
	 * Users whose accounts are throttled.
	 *
	 * @param count how many there are
	 * @param users the ids of those who must wait longest
	 */
	public record Throttled(int count, List<Long> users) {
	}

}
