package dev.authserver.credential;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

import dev.authserver.hash.HashCost;
import dev.authserver.hash.UnsupportedHashException;
import dev.authserver.settings.HeapLimits;
import org.jspecify.annotations.Nullable;

/**
 * Looks at any number of imported hashes and remembers of each algorithm the costliest,
 * and how many cannot be checked.
 */
public class HashSurvey {

	private final HeapLimits limits = HeapLimits.ofThisServer();

	private final Map<String, Costed> costliest = new HashMap<>();

	private long unusable;

	private @Nullable String reason;

	/**
	 * Looks at one hash.
	 */
	public void add(String hash) {
		try {
			HashCost cost = PasswordHashes.cost(hash, this.limits);
			this.costliest.merge(cost.algorithm(), new Costed(cost, hash), Costed::costlier);
		}
		catch (UnsupportedHashException ex) {
			this.unusable++;
			this.reason = (this.reason != null) ? this.reason : ex.reason();
		}
	}

	Collection<Costed> costliest() {
		return this.costliest.values();
	}

	/**
	 * Says how many hashes cannot be checked, and why the first of them cannot.
	 * @return null if there are none
	 */
	public @Nullable String unusable() {
		return (this.unusable == 0) ? null : this.unusable + " users cannot log in, because the hashes of their "
				+ "passwords cannot be checked. The first of these hashes " + this.reason;
	}

	/**
	 * A hash and what it takes to check.
	 */
	record Costed(HashCost cost, String hash) {

		private static Costed costlier(Costed one, Costed other) {
			return (other.cost.work() > one.cost.work()) ? other : one;
		}

		@Override
		public String toString() {
			return "Costed[" + this.cost + "]";
		}

	}

}
