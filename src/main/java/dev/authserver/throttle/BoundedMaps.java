package dev.authserver.throttle;

import java.time.Duration;
import java.util.concurrent.ConcurrentMap;

import com.github.benmanes.caffeine.cache.Caffeine;
import dev.authserver.settings.HeapLimits;

/**
 * Makes maps that strangers cannot fill the memory with: each takes at most a 64th of the
 * heap, and then forgets its least used keys.
 */
final class BoundedMaps {

	/**
	 * What an entry takes, with its key, its value and what the cache keeps of both.
	 */
	static final int BYTES_OF_ENTRY = 160;

	static final int MAX_KEYS = HeapLimits.ofThisServer().throttleKeys(BYTES_OF_ENTRY);

	private BoundedMaps() {
	}

	/**
	 * An empty map.
	 * @param kept how long an entry stays after it was written
	 */
	static <V> ConcurrentMap<Key, V> create(Duration kept) {
		return Caffeine.newBuilder().maximumSize(MAX_KEYS).expireAfterWrite(kept).<Key, V>build().asMap();
	}

	/**
	 * A keyed digest as 16 bytes, a quarter of what its text takes in memory.
	 */
	record Key(long high, long low) {

		private static final int HEX = 16;

		/**
		 * @param digest 32 hexadecimal digits
		 */
		static Key of(String digest) {
			return new Key(Long.parseUnsignedLong(digest, 0, HEX, HEX),
					Long.parseUnsignedLong(digest, HEX, 2 * HEX, HEX));
		}

	}

}
