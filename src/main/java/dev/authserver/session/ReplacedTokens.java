package dev.authserver.session;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * The refresh tokens that a session had lately, the newest last: so many that each may be
 * repeated while its grace lasts, even if its successors have been replaced meanwhile.
 *
 * @param newestLast at least the one that the current token replaced, if any
 */
record ReplacedTokens(List<Replaced> newestLast) {

	/**
	 * The column has 700 characters: for each a hash of 64, a time in ms and what is
	 * between.
	 */
	private static final int MAX_KEPT = 8;

	private static final String SEPARATOR = " ";

	static ReplacedTokens parse(@Nullable String stored) {
		if (stored == null || stored.isEmpty()) {
			return new ReplacedTokens(List.of());
		}
		return new ReplacedTokens(Arrays.stream(stored.split(SEPARATOR)).map(Replaced::parse).toList());
	}

	String format() {
		return this.newestLast.stream().map(Replaced::format).collect(Collectors.joining(SEPARATOR));
	}

	/**
	 * With one more, and without those whose grace is over.
	 */
	ReplacedTokens with(Replaced token, Duration grace) {
		List<Replaced> all = Stream
			.concat(this.newestLast.stream().filter((earlier) -> earlier.isWithin(grace, token.at())), Stream.of(token))
			.toList();
		return new ReplacedTokens(all.subList(Math.max(0, all.size() - MAX_KEPT), all.size()));
	}

	/**
	 * The token that the current one replaced.
	 */
	Replaced newest() {
		return this.newestLast.get(this.newestLast.size() - 1);
	}

	/**
	 * A refresh token that a rotation replaced.
	 *
	 * @param hash of its text
	 * @param at when another took its place
	 */
	record Replaced(String hash, Instant at) {

		private static final String AT = "@";

		private static Replaced parse(String stored) {
			int at = stored.indexOf(AT);
			return new Replaced(stored.substring(0, at),
					Instant.ofEpochMilli(Long.parseLong(stored.substring(at + 1))));
		}

		private String format() {
			return this.hash + AT + this.at.toEpochMilli();
		}

		boolean isWithin(Duration grace, Instant now) {
			return now.isBefore(this.at.plus(grace));
		}

		@Override
		public String toString() {
			return "Replaced[at=" + this.at + "]";
		}

	}

}
