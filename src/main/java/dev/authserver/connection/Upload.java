package dev.authserver.connection;

import java.time.Duration;

/**
 * The pace of a body that is read piece by piece. Only the time counts for which the
 * server waits for the client: while the server works on what has come, the client cannot
 * send.
 */
final class Upload {

	private final long windowNanos;

	private long receivedBytes;

	private long waitedNanos;

	private long waitingSince;

	private boolean waiting;

	/**
	 * @param window for which the server waits at the most for
	 * {@link Exchange#LEAST_BYTES}
	 */
	Upload(Duration window) {
		this.windowNanos = window.toNanos();
	}

	/**
	 * The server begins to wait for the next piece.
	 */
	synchronized void await(long now) {
		this.waitingSince = now;
		this.waiting = true;
	}

	/**
	 * A piece has come.
	 */
	synchronized void received(int bytes, long now) {
		this.waitedNanos += now - this.waitingSince;
		this.receivedBytes += bytes;
		this.waiting = false;
	}

	/**
	 * How long the server has been waiting for the next piece.
	 */
	synchronized long waitNanos(long now) {
		return this.waiting ? now - this.waitingSince : 0;
	}

	/**
	 * Whether the client has sent less than it must within a window of waiting, the next
	 * of which then begins.
	 */
	synchronized boolean isTooSlow(long now) {
		if (this.waitedNanos + waitNanos(now) <= this.windowNanos) {
			return false;
		}
		boolean tooSlow = this.receivedBytes < Exchange.LEAST_BYTES;
		this.receivedBytes = 0;
		this.waitedNanos = 0;
		this.waitingSince = now;
		return tooSlow;
	}

}
