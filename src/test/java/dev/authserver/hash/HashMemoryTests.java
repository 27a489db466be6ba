package dev.authserver.hash;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * How hashes share memory.
 */
@Execution(ExecutionMode.CONCURRENT)
class HashMemoryTests {

	private static final int ROOM = 100;

	private static final int OWN = 30;

	private final HashMemory memory = new HashMemory(ROOM, OWN);

	@Test
	void takeWhenManyHashesComeNeverHandsOutMoreThanThereIs() throws Exception {
		AtomicInteger taken = new AtomicInteger();
		AtomicInteger most = new AtomicInteger();
		ExecutorService threads = Executors.newFixedThreadPool(8);
		List<Future<?>> hashes = new ArrayList<>();
		int[] sizes = { OWN, 100, OWN, 0, 45, OWN, 55, 1 };
		for (int i = 0; i < 400; i++) {
			int kib = sizes[i % sizes.length];
			hashes.add(threads.submit(() -> {
				try (HashMemory.Lease lease = take(kib)) {
					most.accumulateAndGet(taken.addAndGet(kib), Math::max);
					TimeUnit.MICROSECONDS.sleep(100);
					taken.addAndGet(-kib);
				}
				return null;
			}));
		}
		for (Future<?> hash : hashes) {
			hash.get(30, TimeUnit.SECONDS);
		}
		threads.shutdown();
		assertThat(most).hasValueBetween(1, ROOM);
	}

	@Test
	void takeWhenMuchIsWantedGoesBeforeThoseThatCameLater() throws Exception {
		List<String> order = Collections.synchronizedList(new ArrayList<>());
		ExecutorService threads = Executors.newFixedThreadPool(2);
		Future<?> large;
		Future<?> small;
		try (HashMemory.Lease first = take(10)) {
			large = threads.submit(() -> record(order, "large", 100));
			TimeUnit.MILLISECONDS.sleep(100);
			small = threads.submit(() -> record(order, "small", 10));
			TimeUnit.MILLISECONDS.sleep(100);
			assertThat(order).isEmpty();
		}
		large.get(30, TimeUnit.SECONDS);
		small.get(30, TimeUnit.SECONDS);
		threads.shutdown();
		assertThat(order).containsExactly("large", "small");
	}

	private void record(List<String> order, String name, int kib) {
		try (HashMemory.Lease lease = take(kib)) {
			order.add(name);
		}
	}

	@Test
	void takeWhenOwnHashesFollowEachOtherHandsOutTheSameMemory() {
		Object blocks;
		try (HashMemory.Lease lease = take(OWN)) {
			blocks = lease.blocks();
		}
		try (HashMemory.Lease lease = take(OWN)) {
			assertThat(lease.blocks()).isSameAs(blocks);
		}
		this.memory.forget();
		this.memory.forget();
		try (HashMemory.Lease lease = take(OWN)) {
			assertThat(lease.blocks()).isNotSameAs(blocks);
		}
	}

	@Test
	void takeWhenIdleMemoryStandsInTheWayForgetsIt() {
		try (HashMemory.Lease one = take(OWN); HashMemory.Lease other = take(OWN)) {
			assertThat(one.blocks()).isNotSameAs(other.blocks());
		}
		try (HashMemory.Lease all = take(ROOM)) {
			assertThat(all.blocks()).isNotNull();
		}
	}

	@Test
	void takeWhenHashNeedsNoMemoryWaitsForNone() throws Exception {
		ExecutorService threads = Executors.newSingleThreadExecutor();
		CountDownLatch done = new CountDownLatch(1);
		try (HashMemory.Lease all = take(ROOM)) {
			threads.submit(() -> {
				record(new ArrayList<>(), "none", 0);
				done.countDown();
			});
			assertThat(done.await(30, TimeUnit.SECONDS)).isTrue();
		}
		threads.shutdown();
	}

	@Test
	void takeWhenHashNeverFitsThrows() {
		assertThat(this.memory.fits(new HashCost("x", ROOM + 1, 1))).isFalse();
		assertThatIllegalArgumentException().isThrownBy(() -> take(ROOM + 1));
	}

	private HashMemory.Lease take(int kib) {
		return this.memory.take(new HashCost("x", kib, 1));
	}

}
