package dev.authserver.key;

import java.security.KeyPair;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The keys of one algorithm as one look into the database has found them, which know each
 * other's times.
 */
final class KeySet {

	static final KeySet EMPTY = new KeySet(List.of(), List.of());

	/**
	 * How far the clocks of servers may be apart.
	 */
	static final Duration CLOCKS_DIFFER = Duration.ofMinutes(1);

	/**
	 * How long a key that does not open is kept, which another server may still use.
	 */
	private static final Duration FOREIGN_KEPT = Duration.ofDays(30);

	/**
	 * The highest number first.
	 */
	private final List<Known> keys;

	private final List<StoredKey> foreign;

	private final Map<String, Known> byKid;

	private KeySet(List<Known> keys, List<StoredKey> foreign) {
		this.keys = keys;
		this.foreign = foreign;
		this.byKid = keys.stream().collect(Collectors.toUnmodifiableMap(Known::kid, Function.identity()));
	}

	/**
	 * @param stored the highest number first
	 * @param halves opens a key; one that does not open counts for nothing but its number
	 */
	static KeySet of(List<StoredKey> stored, Function<StoredKey, Optional<KeyPair>> halves) {
		List<Known> keys = new ArrayList<>();
		List<StoredKey> foreign = new ArrayList<>();
		Instant nextSignsFrom = Instant.MAX;
		for (StoredKey key : stored) {
			Optional<KeyPair> pair = halves.apply(key);
			if (pair.isPresent()) {
				keys.add(new Known(key, pair.get(), nextSignsFrom));
				nextSignsFrom = key.signsFrom().isBefore(nextSignsFrom) ? key.signsFrom() : nextSignsFrom;
			}
			else {
				foreign.add(key);
			}
		}
		return new KeySet(List.copyOf(keys), List.copyOf(foreign));
	}

	/**
	 * The number that no key has, whether or not it opens.
	 */
	int nextNumber() {
		return Stream.concat(this.keys.stream().map(Known::stored), this.foreign.stream())
			.mapToInt(StoredKey::number)
			.max()
			.orElse(0) + 1;
	}

	Optional<Known> newest() {
		return this.keys.stream().findFirst();
	}

	/**
	 * The key whose turn it is, if this server has its private half.
	 */
	Optional<Known> signing(Instant now) {
		return this.keys.stream()
			.filter((key) -> !key.stored().signsFrom().isAfter(now))
			.findFirst()
			.filter((key) -> key.pair().getPrivate() != null);
	}

	Optional<Known> find(String kid) {
		return Optional.ofNullable(this.byKid.get(kid));
	}

	/**
	 * Whether a key was here before, and did not open.
	 */
	boolean hasForeign(StoredKey key) {
		return this.foreign.contains(key);
	}

	/**
	 * The keys that others need to verify tokens now or soon, the highest number first.
	 */
	List<Known> published(Instant now) {
		return this.keys.stream().filter((key) -> !key.isOver(now)).toList();
	}

	/**
	 * The names of the keys that nobody needs any more.
	 */
	List<String> over(Instant now) {
		return Stream
			.concat(this.keys.stream().filter((key) -> key.isOver(now)).map(Known::kid),
					this.foreign.stream()
						.filter((key) -> key.publishedAt().plus(FOREIGN_KEPT).isBefore(now))
						.map(StoredKey::kid))
			.toList();
	}

	/**
	 * A key and its times.
	 *
	 * @param stored as the database has it
	 * @param pair its halves; of a key that the operator gave, the public one
	 * @param signsUntil when a later key takes its turn
	 */
	record Known(StoredKey stored, KeyPair pair, Instant signsUntil) {

		String kid() {
			return this.stored.kid();
		}

		/**
		 * Whether the key never signs, or its last token has expired.
		 */
		boolean isOver(Instant now) {
			return !this.signsUntil.isAfter(now)
					&& (this.signsUntil.plus(CLOCKS_DIFFER).isBefore(this.stored.signsFrom())
							|| !this.signsUntil.plus(this.stored.tokenLifetime()).isAfter(now));
		}

	}

}
