package dev.authserver.credential;

import java.util.Optional;

import dev.authserver.credential.HashChecker.Check;
import dev.authserver.credential.HashSurvey.Costed;
import dev.authserver.hash.Argon2idEncoder;
import dev.authserver.hash.HashMemory;
import dev.authserver.problem.ProblemException;
import io.micrometer.core.instrument.MeterRegistry;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/**
 * Hashes and checks passwords. New hashes are argon2id; hashes that other servers made
 * verify too. Logins share as many threads as there are processors; changes of passwords
 * take the next turn, so that they never wait behind logins.
 *
 * @see <a href=
 * "https://cheatsheetseries.owasp.org/cheatsheets/Password_Storage_Cheat_Sheet.html">OWASP
 * Password Storage</a>
 */
@Component
public class Passwords implements DisposableBean {

	/**
	 * What nobody has for a password, for checks of which only the time matters.
	 */
	private static final String NOBODYS = "";

	private final Argon2idEncoder encoder;

	private final HashChecker checker;

	private final HashingPool pool;

	private final RefusalDelay refusals = new RefusalDelay();

	Passwords(HashingProperties properties, MeterRegistry meters) {
		HashMemory memory = new HashMemory(properties.room(), properties.memory());
		this.encoder = new Argon2idEncoder(properties.cost(), memory);
		this.checker = new HashChecker(memory, this.encoder);
		this.pool = new HashingPool(properties.threads(), properties.maxWait(), memory::forget, meters);
	}

	/**
	 * The hash of a new password.
	 */
	public String hash(String password) {
		return this.pool.runNext(() -> this.encoder.encode(password));
	}

	/**
	 * Whether this is the password behind the hash. Without a hash, as for an unknown
	 * user, the answer is no after the same work.
	 * @throws ProblemException if too many are waiting
	 */
	public boolean matches(String password, @Nullable String hash) {
		Check check = this.pool.run(() -> check(password, hash));
		if (!check.matches()) {
			this.refusals.await(check.nanos());
		}
		return check.matches();
	}

	private Check check(String password, @Nullable String hash) {
		Check check = this.checker.check(password, hash);
		if (hash != null && !check.matches()) {
			this.checker.costOfImported(hash).ifPresent((cost) -> this.refusals.measured(cost, check.nanos()));
		}
		return check;
	}

	/**
	 * The beginning of all hashes that are not imported: they have the kind and the cost
	 * of new ones.
	 */
	public String currentPrefix() {
		return this.encoder.prefix();
	}

	/**
	 * Measures how long checks of the imported hashes take, before anybody tries to log
	 * in with them, and forgets the time of those that have gone. It measures twice,
	 * since code that runs for the first time is slower.
	 * @param imported all imported hashes
	 * @throws ProblemException if too many logins are waiting
	 */
	public void expect(HashSurvey imported) {
		this.refusals.retain(imported.costliest().stream().map(Costed::cost).toList());
		for (Costed costliest : imported.costliest()) {
			if (!this.refusals.knows(costliest.cost())) {
				this.pool.run(() -> check(NOBODYS, costliest.hash()));
				this.pool.run(() -> check(NOBODYS, costliest.hash()));
			}
		}
	}

	/**
	 * Makes a new hash of a password that has just matched an outdated one. There is none
	 * while too many logins wait: a later login renews the hash then.
	 */
	public Optional<String> renew(String password, String hash) {
		if (this.checker.isCurrent(hash)) {
			return Optional.empty();
		}
		try {
			return Optional.of(this.pool.run(() -> this.encoder.encode(password)));
		}
		catch (ProblemException ex) {
			return Optional.empty();
		}
	}

	@Override
	public void destroy() {
		this.pool.destroy();
	}

}
