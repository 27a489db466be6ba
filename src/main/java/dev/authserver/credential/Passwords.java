package dev.authserver.credential;

import java.util.Map;
import java.util.Optional;

import dev.authserver.problem.ProblemException;
import io.micrometer.core.instrument.MeterRegistry;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.security.crypto.password.DelegatingPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;

/**
 * Hashes and checks passwords. New hashes are argon2id; bcrypt hashes from an earlier
 * server still verify. Logins share as many threads as there are processors; changes of
 * passwords take the next turn, so that they never wait behind logins.
 *
 * @see <a href=
 * "https://cheatsheetseries.owasp.org/cheatsheets/Password_Storage_Cheat_Sheet.html">OWASP
 * Password Storage</a>
 */
@Component
public class Passwords implements DisposableBean {

	private static final String ARGON2ID = "argon2id";

	private static final String IN_PLACE_OF_NONE = "none";

	private final PasswordEncoder encoder;

	private final String hashOfNobody;

	private final HashingPool pool;

	private final RefusalDelay refusals = new RefusalDelay();

	Passwords(HashingProperties properties, MeterRegistry meters) {
		Argon2idEncoder argon2id = new Argon2idEncoder(properties.cost());
		DelegatingPasswordEncoder delegating = new DelegatingPasswordEncoder(ARGON2ID, Map.of(ARGON2ID, argon2id));
		delegating.setDefaultPasswordEncoderForMatches(new BcryptVerifier());
		this.encoder = delegating;
		this.hashOfNobody = "{" + ARGON2ID + "}" + argon2id.ofNobody();
		this.pool = new HashingPool(properties.threads(), properties.maxWait(), argon2id::forgetMemory, meters);
	}

	/**
	 * The hash of a new password.
	 */
	public String hash(String password) {
		return this.pool.runNext(() -> encode(password));
	}

	private String encode(String password) {
		String hash = this.encoder.encode(password);
		if (hash == null) {
			throw new IllegalStateException("No hash was made");
		}
		return hash;
	}

	/**
	 * Whether this is the password behind the hash. Without a hash, as for an unknown
	 * user, the answer is no after the same work.
	 * @throws ProblemException if too many are waiting
	 */
	public boolean matches(String password, @Nullable String hash) {
		String candidate = (hash != null) ? hash : this.hashOfNobody;
		Check check = this.pool.run(() -> check(password, candidate));
		if (hash != null && check.matches()) {
			return true;
		}
		this.refusals.await(check.start());
		return false;
	}

	/**
	 * An empty password would cost no work: another one is checked in its place.
	 */
	private Check check(String password, String hash) {
		long start = System.nanoTime();
		boolean matches = this.encoder.matches(password.isEmpty() ? IN_PLACE_OF_NONE : password, hash)
				&& !password.isEmpty();
		if (isImported(hash)) {
			this.refusals.measured(BcryptVerifier.cost(hash), System.nanoTime() - start);
		}
		return new Check(matches, start);
	}

	private static boolean isImported(String hash) {
		return !hash.startsWith("{");
	}

	/**
	 * Measures how long the check of an imported hash takes, before anybody tries to log
	 * in with it. It measures twice, since code that runs for the first time is slower.
	 */
	public void expect(String importedHash) {
		this.pool.run(() -> check(IN_PLACE_OF_NONE, importedHash));
		this.pool.run(() -> check(IN_PLACE_OF_NONE, importedHash));
	}

	/**
	 * Makes a new hash of a password that has just matched an outdated one. There is none
	 * while too many logins wait: a later login renews the hash then.
	 */
	public Optional<String> renew(String password, String hash) {
		if (!this.encoder.upgradeEncoding(hash)) {
			return Optional.empty();
		}
		try {
			return Optional.of(this.pool.run(() -> encode(password)));
		}
		catch (ProblemException ex) {
			return Optional.empty();
		}
	}

	@Override
	public void destroy() {
		this.pool.destroy();
	}

	/**
	 * @param start when the check began, by {@link System#nanoTime()}
	 */
	private record Check(boolean matches, long start) {

	}

}
