package dev.authserver.key;

import java.security.KeyPair;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * The keys of one algorithm as one look into the database has found them, which know each
 * other's times.
 */
final class KeySet {

	static final KeySet EMPTY = new KeySet(List.of());

	/**
	 * The highest number first.
	 */
	private final List<Known> keys;

	private final Map<String, Known> byKid;

	private KeySet(List<Known> keys) {
		this.keys = keys;
		this.byKid = keys.stream().collect(Collectors.toUnmodifiableMap(Known::kid, Function.identity()));
	}

	/**
	 * @param stored the highest number first
	 * @param halves opens a key; one that does not open counts for nothing but its number
	 */
	static KeySet of(List<StoredKey> stored, Function<StoredKey, Optional<KeyPair>> halves) {
		List<Known> keys = new ArrayList<>();
		Instant nextSignsFrom = Instant.MAX;
		for (StoredKey key : stored) {
			keys.add(new Known(key, halves.apply(key).orElse(null), nextSignsFrom));
			nextSignsFrom = key.signsFrom().isBefore(nextSignsFrom) ? key.signsFrom() : nextSignsFrom;
		}
		return new KeySet(List.copyOf(keys));
	}

	Optional<Known> newest() {
		return this.keys.stream().findFirst();
	}

	/**
	 * The key that signs, if the private half of the one whose turn it is opens.
	 */
	Optional<Known> signing(Instant now) {
		return this.keys.stream()
			.filter((key) -> !key.stored().signsFrom().isAfter(now))
			.findFirst()
			.filter((key) -> key.pair() != null && key.pair().getPrivate() != null);
	}

	@Nullable Known get(String kid) {
		return this.byKid.get(kid);
	}

	/**
	 * The key of a name, if it opened.
	 */
	Optional<Known> find(String kid) {
		return Optional.ofNullable(get(kid)).filter((key) -> key.pair() != null);
	}

	/**
	 * The keys that others need to verify tokens now or soon, the highest number first.
	 */
	List<Known> published(Instant now) {
		return this.keys.stream().filter((key) -> key.pair() != null && !key.isOver(now)).toList();
	}

	List<Known> over(Instant now) {
		return this.keys.stream().filter((key) -> key.isOver(now)).toList();
	}

	/**
	 * A key and its times.
	 *
	 * @param stored as the database has it
	 * @param pair its halves, if they opened
	 * @param signsUntil when a later key takes its turn
	 */
	record Known(StoredKey stored, @Nullable KeyPair pair, Instant signsUntil) {

		String kid() {
			return this.stored.kid();
		}

		/**
		 * Whether the key never signs, or its last token has expired.
		 */
		boolean isOver(Instant now) {
			return !this.signsUntil.isAfter(now) && (!this.signsUntil.isAfter(this.stored.signsFrom())
					|| !this.signsUntil.plus(this.stored.tokenLifetime()).isAfter(now));
		}

	}

}
