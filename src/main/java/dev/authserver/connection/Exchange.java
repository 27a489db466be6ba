package dev.authserver.connection;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

import org.jspecify.annotations.Nullable;

/**
 * A request under way and its answer: tells which of the two the server waits for, and
 * whether the client takes too long over it. All times are those of
 * {@link System#nanoTime()}. Only a {@linkplain Upload streamed body} has a least rate in
 * place of a total time.
 */
final class Exchange {

	/**
	 * How much of an answer a client must take within each window of time, and how much
	 * of a streamed body it must send while the server waits as long for it, in bytes.
	 */
	static final long LEAST_BYTES = 32 * 1024;

	private final String connectionId;

	private final long startedAt;

	private final ConnectionProperties times;

	private final BooleanSupplier begun;

	private final LongSupplier sentBytes;

	private volatile Phase phase = Phase.ARRIVING;

	private volatile @Nullable Upload upload;

	private volatile boolean cut;

	private volatile long answeredAt;

	private volatile long windowStartedAt;

	private long sentBeforeWindow;

	/**
	 * @param connectionId of the connection, as the servlet API tells it
	 * @param startedAt time of the first byte of the request
	 * @param begun whether the server has begun to send the answer, which need not have
	 * gone out
	 * @param sentBytes how much of the answer the client has been sent
	 */
	Exchange(String connectionId, long startedAt, ConnectionProperties times, BooleanSupplier begun,
			LongSupplier sentBytes) {
		this.connectionId = connectionId;
		this.startedAt = startedAt;
		this.times = times;
		this.begun = begun;
		this.sentBytes = sentBytes;
	}

	String connectionId() {
		return this.connectionId;
	}

	/**
	 * The body is read piece by piece from now on, however long it takes, as long as its
	 * client keeps to the least rate.
	 */
	Upload stream() {
		Upload streamed = new Upload(this.times.answerWindow());
		this.upload = streamed;
		this.phase = Phase.STREAMING;
		return streamed;
	}

	/**
	 * The last byte of the request has come.
	 */
	void arrived() {
		this.windowStartedAt = System.nanoTime();
		this.phase = Phase.ANSWERING;
	}

	/**
	 * The answer is complete, but no handler has read the body.
	 */
	void answeredUnread() {
		this.answeredAt = System.nanoTime();
		this.phase = Phase.UNREAD;
	}

	/**
	 * The answer is complete, and nothing of the request is left.
	 */
	void over() {
		this.phase = Phase.OVER;
	}

	boolean isUnderWay() {
		return this.phase != Phase.OVER;
	}

	/**
	 * Whether the server waits for more of the request.
	 */
	boolean isArriving() {
		return this.phase == Phase.ARRIVING || this.phase == Phase.STREAMING || this.phase == Phase.UNREAD;
	}

	/**
	 * Whether the client has something of the answer to take.
	 */
	boolean isSending() {
		return this.phase == Phase.ANSWERING && this.begun.getAsBoolean();
	}

	/**
	 * How long the client has had to complete its request, or to take the next piece of
	 * its answer. The connection's last write may be that of an earlier answer, until the
	 * first piece of this one has gone out.
	 * @param sinceLastWrite nanoseconds since the connection's last write
	 */
	long waitNanos(long now, long sinceLastWrite) {
		Upload streamed = this.upload;
		if (this.phase == Phase.STREAMING && streamed != null) {
			return streamed.waitNanos(now);
		}
		return isArriving() ? now - this.startedAt : Math.min(sinceLastWrite, now - this.windowStartedAt);
	}

	/**
	 * Whether the client has used up its time. Only the thread that watches all
	 * connections asks.
	 */
	boolean isOverdue(long now) {
		return switch (this.phase) {
			case ARRIVING -> isPast(this.startedAt, this.times.requestTime(), now);
			case STREAMING -> this.upload != null && this.upload.isTooSlow(now);
			case UNREAD -> isPast(this.answeredAt, this.times.unreadTime(), now);
			case ANSWERING -> isTakenTooSlowly(now);
			case OVER -> false;
		};
	}

	private boolean isTakenTooSlowly(long now) {
		if (!this.begun.getAsBoolean()) {
			this.windowStartedAt = now;
			return false;
		}
		if (!isPast(this.windowStartedAt, this.times.answerWindow(), now)) {
			return false;
		}
		long sent = this.sentBytes.getAsLong();
		boolean tooSlow = sent - this.sentBeforeWindow < LEAST_BYTES;
		this.windowStartedAt = now;
		this.sentBeforeWindow = sent;
		return tooSlow;
	}

	private static boolean isPast(long start, Duration time, long now) {
		return now - start > time.toNanos();
	}

	/**
	 * The server waits no longer: what is missing of the request will not come.
	 */
	void cut() {
		this.cut = true;
	}

	boolean isCut() {
		return this.cut;
	}

	private enum Phase {

		ARRIVING, STREAMING, ANSWERING, UNREAD, OVER

	}

}
