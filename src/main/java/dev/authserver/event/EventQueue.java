package dev.authserver.event;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.SmartLifecycle;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Stores events that belong to no transaction in batches, on a thread of its own, so that
 * no login waits for them. A stop stores what has come until then; it comes after the
 * last request.
 */
@Component
class EventQueue implements SmartLifecycle {

	private static final Logger log = LoggerFactory.getLogger(EventQueue.class);

	static final int CAPACITY = 5_000;

	private static final int BATCH = 500;

	private static final long PAUSE_MILLIS = 500;

	private final EventRepository repository;

	private final LoginHours hours;

	private final TransactionOperations transactions;

	private final BlockingQueue<EventView> queue = new ArrayBlockingQueue<>(CAPACITY);

	private final ReentrantLock writing = new ReentrantLock();

	/**
	 * What has been taken from the queue and is not stored yet.
	 */
	private final List<EventView> batch = new ArrayList<>();

	private final AtomicLong lost = new AtomicLong();

	private volatile @Nullable ScheduledExecutorService writer;

	EventQueue(EventRepository repository, LoginHours hours, TransactionOperations transactions) {
		this.repository = repository;
		this.hours = hours;
		this.transactions = transactions;
	}

	/**
	 * Adds an event, or counts it as lost where the queue is full.
	 * @param refusal whether anybody can cause it: half of the queue is for what only
	 * users can
	 */
	void add(EventView event, boolean refusal) {
		boolean full = refusal && this.queue.remainingCapacity() <= CAPACITY / 2;
		if (full || !this.queue.offer(event)) {
			lose(1);
		}
	}

	/**
	 * Counts events that are in the log only.
	 */
	void lose(int events) {
		this.lost.addAndGet(events);
	}

	/**
	 * Stores what has come until now. What the database does not take stays for the next
	 * time.
	 */
	void write() {
		this.writing.lock();
		try {
			this.hours.store();
			int left = this.batch.size() + this.queue.size();
			while (left > 0) {
				if (this.batch.isEmpty()) {
					this.queue.drainTo(this.batch, BATCH);
				}
				left -= this.batch.size();
				store();
			}
		}
		finally {
			this.writing.unlock();
		}
	}

	/**
	 * A batch that cannot be stored ever is given up. One that is stored already comes
	 * from a commit whose answer did not arrive, for which a batch stays as it is until
	 * it is stored.
	 */
	private void store() {
		try {
			this.transactions.executeWithoutResult((status) -> this.repository.insert(this.batch));
		}
		catch (DuplicateKeyException ex) {
			log.debug("Events had been stored already", ex);
		}
		catch (DataIntegrityViolationException ex) {
			log.error("Events cannot be stored", ex);
			lose(this.batch.size());
		}
		this.batch.clear();
	}

	/**
	 * Stores what has come until now, unless the database is away, of which the requests
	 * themselves tell.
	 */
	void writeIfPossible() {
		try {
			write();
		}
		catch (RuntimeException ex) {
			log.debug("Events have to wait for the database", ex);
		}
	}

	private void tell() {
		long left = this.lost.getAndSet(0);
		if (left > 0) {
			log.warn("{} events of the last minute are in the log only: there were too many failures, or the "
					+ "database did not take them", left);
		}
	}

	@Override
	public void start() {
		ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor((work) -> {
			Thread daemon = new Thread(work, "events");
			daemon.setDaemon(true);
			return daemon;
		});
		thread.scheduleWithFixedDelay(this::writeIfPossible, PAUSE_MILLIS, PAUSE_MILLIS, TimeUnit.MILLISECONDS);
		thread.scheduleWithFixedDelay(this::tell, 1, 1, TimeUnit.MINUTES);
		this.writer = thread;
	}

	/**
	 * Lets a batch under way end: to interrupt it would close the file of the embedded
	 * database.
	 */
	@Override
	public void stop() {
		ScheduledExecutorService thread = this.writer;
		this.writer = null;
		if (thread != null) {
			thread.shutdown();
		}
		try {
			write();
		}
		catch (RuntimeException ex) {
			log.warn("The last events could not be stored: {}",
					NestedExceptionUtils.getMostSpecificCause(ex).toString());
			lose(this.queue.size() + this.batch.size());
		}
		tell();
	}

	@Override
	public boolean isRunning() {
		return this.writer != null;
	}

	/**
	 * Stops after the web server, whose last requests still cause events.
	 */
	@Override
	public int getPhase() {
		return DEFAULT_PHASE - 4096;
	}

}
