package dev.authserver.event;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;

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

	/**
	 * Pauses after which what was left out is told.
	 */
	private static final int TOLD_AFTER = 120;

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

	private volatile Thread writer = new Thread(this::run);

	private volatile boolean running;

	EventQueue(EventRepository repository, LoginHours hours, TransactionOperations transactions) {
		this.repository = repository;
		this.hours = hours;
		this.transactions = transactions;
	}

	/**
	 * Adds an event, or counts it as lost where the queue is full.
	 * @param ofStrangers leaves the other half of the queue to the events of users
	 */
	void add(EventView event, boolean ofStrangers) {
		boolean full = ofStrangers && this.queue.remainingCapacity() <= CAPACITY / 2;
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
			for (int left = this.queue.size() + this.batch.size(); left > 0; left -= BATCH) {
				this.queue.drainTo(this.batch, BATCH - this.batch.size());
				store();
			}
		}
		finally {
			this.writing.unlock();
		}
	}

	/**
	 * A batch that cannot be stored ever is given up. One that is stored already comes
	 * from a commit whose answer did not arrive.
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

	private void run() {
		for (int round = 1; this.running; round++) {
			try {
				TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
			}
			catch (InterruptedException ex) {
				return;
			}
			writeIfPossible();
			if (round % TOLD_AFTER == 0) {
				tell();
			}
		}
	}

	/**
	 * The requests themselves tell of a database that is away.
	 */
	private void writeIfPossible() {
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
			log.warn("{} events of the last minute are in the log only: there were too many of strangers, or the "
					+ "database did not take them", left);
		}
	}

	@Override
	public void start() {
		this.running = true;
		this.writer = new Thread(this::run, "events");
		this.writer.setDaemon(true);
		this.writer.start();
	}

	@Override
	public void stop() {
		this.running = false;
		this.writer.interrupt();
		try {
			this.writer.join();
			write();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
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
		return this.running;
	}

	/**
	 * Stops after the web server, whose last requests still cause events.
	 */
	@Override
	public int getPhase() {
		return DEFAULT_PHASE - 4096;
	}

}
