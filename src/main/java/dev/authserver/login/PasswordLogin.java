package dev.authserver.login;

import java.util.List;
import java.util.Optional;

import dev.authserver.audit.SecurityEvent;
import dev.authserver.audit.SecurityLog;
import dev.authserver.credential.Passwords;
import dev.authserver.email.Emails;
import dev.authserver.problem.ProblemException;
import dev.authserver.problem.ProblemKind;
import dev.authserver.throttle.LoginAttempt;
import dev.authserver.throttle.LoginThrottle;
import dev.authserver.user.Account;
import dev.authserver.user.UserDirectory;
import dev.authserver.user.UserDirectory.Credentials;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Meter.MeterProvider;
import io.micrometer.core.instrument.MeterRegistry;

import org.springframework.stereotype.Component;

/**
 * Checks the passwords of users. Each check first asks the throttle, and does the same
 * work whether or not the user exists and may log in.
 */
@Component
class PasswordLogin {

	private static final String OUTCOME = "outcome";

	private final LoginThrottle throttle;

	private final UserDirectory users;

	private final Passwords passwords;

	private final SecurityLog events;

	private final MeterProvider<Counter> outcomes;

	PasswordLogin(LoginThrottle throttle, UserDirectory users, Passwords passwords, SecurityLog events,
			MeterRegistry meters) {
		this.throttle = throttle;
		this.users = users;
		this.passwords = passwords;
		this.events = events;
		this.outcomes = Counter.builder("auth.logins")
			.description("Logins by what became of them")
			.withRegistry(meters);
		List.of("success", "failure", ProblemKind.THROTTLED.slug(), ProblemKind.OVERLOADED.slug())
			.forEach((outcome) -> this.outcomes.withTag(OUTCOME, outcome));
	}

	/**
	 * Finds the account of an e-mail if the password is right and the user may log in.
	 * Failures are logged here, and logins where their session is opened.
	 * @param address of the client
	 */
	Optional<Account> authenticate(String email, String password, String address) {
		String canonical = Emails.canonical(email);
		Checked checked = checkCounted(canonical, password, address);
		if (!checked.isRight()) {
			checked.user()
				.ifPresentOrElse((user) -> this.events.record(SecurityEvent.AUTHN_LOGIN_FAIL, user.account().id()),
						() -> this.events.record(SecurityEvent.AUTHN_LOGIN_FAIL, canonical));
		}
		return checked.user().filter((user) -> checked.isRight()).map(Credentials::account);
	}

	/**
	 * Whether a user who is logged in knows the password.
	 * @param address of the client
	 */
	boolean isRight(Account account, String password, String address) {
		return check(account.email(), password, address).isRight();
	}

	private Checked checkCounted(String email, String password, String address) {
		try {
			Checked checked = check(email, password, address);
			count(checked.isRight() ? "success" : "failure");
			return checked;
		}
		catch (ProblemException ex) {
			count(ex.kind().slug());
			throw ex;
		}
	}

	private void count(String outcome) {
		this.outcomes.withTag(OUTCOME, outcome).increment();
	}

	private Checked check(String email, String password, String address) {
		try (LoginAttempt attempt = this.throttle.check(email, address)) {
			Checked checked = check(email, password);
			if (checked.isRight()) {
				attempt.succeeded();
			}
			else {
				attempt.failed(checked.user().map((user) -> user.account().id()).orElse(null));
			}
			return checked;
		}
	}

	/**
	 * Stores a hash of an outdated kind or cost anew once its password has proved right.
	 */
	private Checked check(String email, String password) {
		Optional<Credentials> user = Emails.isValid(email) ? this.users.credentials(email) : Optional.empty();
		String hash = user.filter((found) -> found.account().active()).map(Credentials::hashedPassword).orElse(null);
		boolean right = this.passwords.matches(password, hash);
		if (hash != null && right) {
			this.passwords.renew(password, hash).ifPresent((renewed) -> this.users.renewHash(user.get(), renewed));
		}
		return new Checked(user, right);
	}

	/**
	 * Outcome of a check.
	 *
	 * @param user who has the e-mail, whether or not the password is right
	 * @param isRight whether the password is right and the user may log in
	 */
	private record Checked(Optional<Credentials> user, boolean isRight) {

	}

}
