package dev.authserver.overview;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A number of rows, which a database takes a while to count where there are a million. Up
 * to {@value #FEW} they are counted for each caller. Beyond, callers get the last count
 * at once, and one of them has it renewed when it is a hundred times as old as counting
 * takes: 10 s where that takes 100 ms.
 */
class CachedCount {

	private static final Logger log = LoggerFactory.getLogger(CachedCount.class);

	static final long FEW = 10_000;

	private static final long AGE = 100;

	private final LongSupplier query;

	private final AtomicBoolean renewing = new AtomicBoolean();

	private volatile @Nullable Count last;

	CachedCount(LongSupplier query) {
		this.query = query;
	}

	long get() {
		Count known = this.last;
		if (known == null || known.number() <= FEW) {
			return count().number();
		}
		if (System.nanoTime() - known.at() > AGE * known.took() && this.renewing.compareAndSet(false, true)) {
			CompletableFuture.runAsync(this::renew);
		}
		return known.number();
	}

	private void renew() {
		try {
			count();
		}
		catch (RuntimeException ex) {
			log.debug("The next caller has it counted", ex);
		}
		finally {
			this.renewing.set(false);
		}
	}

	Count count() {
		long start = System.nanoTime();
		long number = this.query.getAsLong();
		long end = System.nanoTime();
		Count count = new Count(number, end, end - start);
		this.last = count;
		return count;
	}

	/**
	 * @param at when the number was true, and how long it took to count, in ns
	 */
	record Count(long number, long at, long took) {

	}

}
