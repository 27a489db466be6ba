package dev.authserver.overview;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * When a number of rows is counted anew.
 */
class CachedCountTests {

	private final AtomicLong asked = new AtomicLong();

	@Test
	void getWhenRowsAreManyAnswersTheLastCountAndRenewsItLater() throws InterruptedException {
		CachedCount count = new CachedCount(() -> {
			sleep(5);
			return CachedCount.FEW + this.asked.incrementAndGet();
		});
		assertThat(count.get()).isEqualTo(CachedCount.FEW + 1);
		assertThat(count.get()).isEqualTo(CachedCount.FEW + 1);
		long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
		while (count.get() == CachedCount.FEW + 1) {
			assertThat(System.nanoTime()).isLessThan(deadline);
			sleep(10);
		}
		assertThat(this.asked.get()).isGreaterThan(1);
	}

	@Test
	void getWhenRowsAreFewCountsThemEachTime() {
		CachedCount count = new CachedCount(this.asked::incrementAndGet);
		assertThat(count.get()).isEqualTo(1);
		assertThat(count.get()).isEqualTo(2);
	}

	@Test
	void getWhenRenewingFailsAnswersTheLastCount() throws InterruptedException {
		CachedCount count = new CachedCount(() -> {
			sleep(5);
			if (this.asked.incrementAndGet() > 1) {
				throw new IllegalStateException("The database is away");
			}
			return CachedCount.FEW + 7;
		});
		long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
		while (this.asked.get() < 3) {
			assertThat(count.get()).isEqualTo(CachedCount.FEW + 7);
			assertThat(System.nanoTime()).isLessThan(deadline);
			sleep(10);
		}
	}

	private static void sleep(long millis) {
		try {
			TimeUnit.MILLISECONDS.sleep(millis);
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
