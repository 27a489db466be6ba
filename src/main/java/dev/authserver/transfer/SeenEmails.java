package dev.authserver.transfer;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * The e-mails of users whom a dry run would have created, so that it notices those that
 * come twice. It keeps 8 bytes of a digest of each, since a million texts would take a
 * tenth of a gigabyte.
 */
class SeenEmails {

	private long[] table = new long[1024];

	private int size;

	void add(String email) {
		if (2 * this.size >= this.table.length) {
			long[] before = this.table;
			this.table = new long[2 * before.length];
			for (long key : before) {
				if (key != 0) {
					this.table[place(key)] = key;
				}
			}
		}
		long key = key(email);
		int place = place(key);
		this.size += (this.table[place] == 0) ? 1 : 0;
		this.table[place] = key;
	}

	boolean contains(String email) {
		return this.size > 0 && this.table[place(key(email))] != 0;
	}

	/**
	 * Where a key is, or else the free place that it would take.
	 */
	private int place(long key) {
		int place = (int) key & (this.table.length - 1);
		while (this.table[place] != 0 && this.table[place] != key) {
			place = (place + 1) & (this.table.length - 1);
		}
		return place;
	}

	/**
	 * A key that is never 0, which marks free places.
	 */
	private static long key(String email) {
		try {
			byte[] digest = MessageDigest.getInstance("SHA-256").digest(email.getBytes(StandardCharsets.UTF_8));
			return ByteBuffer.wrap(digest).getLong() | 1L << 63;
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Every Java platform has SHA-256", ex);
		}
	}

}
