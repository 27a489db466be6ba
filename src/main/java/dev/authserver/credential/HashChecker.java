package dev.authserver.credential;

import java.util.Optional;

import dev.authserver.hash.Argon2idEncoder;
import dev.authserver.hash.HashCost;
import dev.authserver.hash.HashMemory;
import dev.authserver.hash.PasswordHash;
import dev.authserver.hash.UnsupportedHashException;
import org.jspecify.annotations.Nullable;

/**
 * Checks passwords against stored hashes of all formats. A wrong password always costs a
 * hash of this server's own: one that was imported may be cheaper, and its user would be
 * known by the quick answer.
 */
class HashChecker {

	private static final String IN_PLACE_OF_NONE = "none";

	private final HashMemory memory;

	private final String ownPrefix;

	private final PasswordHash ofNobody;

	HashChecker(HashMemory memory, Argon2idEncoder encoder) {
		this.memory = memory;
		this.ownPrefix = encoder.prefix();
		this.ofNobody = encoder.ofNobody();
	}

	/**
	 * Whether a hash is of the kind and cost that new ones have.
	 */
	boolean isCurrent(String stored) {
		return stored.startsWith(this.ownPrefix);
	}

	/**
	 * What it takes to check a hash that is not current, if it can be checked at all.
	 */
	Optional<HashCost> costOfImported(String stored) {
		return isCurrent(stored) ? Optional.empty() : read(stored).map(PasswordHash::cost);
	}

	/**
	 * Checks a password, without a hash against one that nobody has.
	 */
	Check check(String password, @Nullable String stored) {
		Optional<PasswordHash> hash = (stored != null) ? read(stored) : Optional.empty();
		Check first = hash.map((read) -> timed(password, read)).orElse(Check.NONE);
		if (first.matches() || (stored != null && hash.isPresent() && isCurrent(stored))) {
			return first;
		}
		return new Check(false, first.nanos() + timed(password, this.ofNobody).nanos());
	}

	private Optional<PasswordHash> read(String stored) {
		try {
			return Optional.of(PasswordHash.parse(stored)).filter((hash) -> this.memory.fits(hash.cost()));
		}
		catch (UnsupportedHashException ex) {
			return Optional.empty();
		}
	}

	/**
	 * An empty password would cost no work in some formats: another one is checked in its
	 * place.
	 */
	private Check timed(String password, PasswordHash hash) {
		try (HashMemory.Lease lease = this.memory.take(hash.cost())) {
			long start = System.nanoTime();
			boolean matches = hash.matches(password.isEmpty() ? IN_PLACE_OF_NONE : password, lease);
			return new Check(matches && !password.isEmpty(), System.nanoTime() - start);
		}
	}

	/**
	 * Outcome of a check.
	 *
	 * @param matches whether the password is right
	 * @param nanos what the computation took, without the wait for memory
	 */
	record Check(boolean matches, long nanos) {

		private static final Check NONE = new Check(false, 0);

	}

}
