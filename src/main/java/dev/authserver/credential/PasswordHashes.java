package dev.authserver.credential;

import dev.authserver.hash.HashCost;
import dev.authserver.hash.PasswordHash;
import dev.authserver.hash.UnsupportedHashException;
import dev.authserver.settings.HeapLimits;
import org.jspecify.annotations.Nullable;

/**
 * Judges hashes of passwords that come from elsewhere, before they are stored: one that
 * this server cannot check would be a wrong password for ever.
 */
public final class PasswordHashes {

	private static final int KIB_PER_MIB = 1024;

	private PasswordHashes() {
	}

	/**
	 * The reason to refuse a hash, such as "is empty": the end of a sentence that begins
	 * with the name of the field, without any part of salt or result.
	 * @return null if passwords can be checked against the hash
	 */
	public static @Nullable String refusal(String hash) {
		try {
			cost(hash, HeapLimits.ofThisServer());
			return null;
		}
		catch (UnsupportedHashException ex) {
			return ex.reason();
		}
	}

	/**
	 * What it takes to check a hash.
	 * @throws UnsupportedHashException if it cannot be checked
	 */
	static HashCost cost(String hash, HeapLimits limits) {
		HashCost cost = PasswordHash.parse(hash).cost();
		if (cost.memoryKib() > limits.hashKib()) {
			throw new UnsupportedHashException(
					"takes %d MiB of memory to check, and there are %d MiB for hashes, a third of Java's heap"
						.formatted((cost.memoryKib() + KIB_PER_MIB - 1) / KIB_PER_MIB, limits.hashKib() / KIB_PER_MIB));
		}
		return cost;
	}

}
