package dev.authserver.credential;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import dev.authserver.problem.ProblemException;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * How hashes take turns.
 */
class HashingPoolTests {

	private static final MeterRegistry METERS = new SimpleMeterRegistry();

	private static final Runnable NOTHING = () -> {
	};

	@Test
	void runWhenManyArriveKeepsToTheBoundAndTheOrder() throws Exception {
		HashingPool pool = new HashingPool(2, Duration.ofMinutes(1), NOTHING, METERS);
		AtomicInteger running = new AtomicInteger();
		AtomicInteger most = new AtomicInteger();
		List<Integer> started = Collections.synchronizedList(new ArrayList<>());
		ExecutorService callers = Executors.newFixedThreadPool(20);
		List<Future<Integer>> results = new ArrayList<>();
		for (int i = 0; i < 20; i++) {
			int number = i;
			CountDownLatch called = new CountDownLatch(1);
			results.add(callers.submit(() -> {
				called.countDown();
				return pool.run(() -> {
					started.add(number);
					most.accumulateAndGet(running.incrementAndGet(), Math::max);
					TimeUnit.MILLISECONDS.sleep(20);
					running.decrementAndGet();
					return number;
				});
			}));
			called.await();
			TimeUnit.MILLISECONDS.sleep(2);
		}
		for (int i = 0; i < 20; i++) {
			assertThat(results.get(i).get()).isEqualTo(i);
		}
		callers.shutdown();
		pool.destroy();
		assertThat(most).hasValue(2);
		assertThat(started).hasSize(20);
		for (int i = 0; i < 20; i++) {
			assertThat(started.indexOf(i)).isBetween(i - 2, i + 2);
		}
	}

	@Test
	void runNextWhenOthersWaitGoesBeforeThem() throws Exception {
		HashingPool pool = new HashingPool(1, Duration.ofMinutes(1), NOTHING, METERS);
		CountDownLatch release = new CountDownLatch(1);
		List<String> order = Collections.synchronizedList(new ArrayList<>());
		ExecutorService callers = Executors.newFixedThreadPool(3);
		callers.submit(() -> pool.run(() -> release.await(10, TimeUnit.SECONDS)));
		TimeUnit.MILLISECONDS.sleep(100);
		Future<Boolean> login = callers.submit(() -> pool.run(() -> order.add("login")));
		TimeUnit.MILLISECONDS.sleep(100);
		Future<Boolean> change = callers.submit(() -> pool.runNext(() -> order.add("change")));
		TimeUnit.MILLISECONDS.sleep(100);
		release.countDown();
		assertThat(login.get()).isTrue();
		assertThat(change.get()).isTrue();
		assertThat(order).containsExactly("change", "login");
		callers.shutdown();
		pool.destroy();
	}

	@Test
	void runWhenWaitIsTooLongRefusesBeforeHashing() throws Exception {
		HashingPool pool = new HashingPool(1, Duration.ofMillis(50), NOTHING, METERS);
		CountDownLatch release = new CountDownLatch(1);
		AtomicInteger hashed = new AtomicInteger();
		ExecutorService callers = Executors.newFixedThreadPool(2);
		CountDownLatch started = new CountDownLatch(1);
		Future<Boolean> first = callers.submit(() -> pool.run(() -> {
			started.countDown();
			return release.await(10, TimeUnit.SECONDS);
		}));
		assertThat(started.await(10, TimeUnit.SECONDS)).isTrue();
		Future<Integer> second = callers.submit(() -> pool.run(hashed::incrementAndGet));
		TimeUnit.MILLISECONDS.sleep(200);
		release.countDown();
		assertThat(first.get()).isTrue();
		assertThatExceptionOfType(ExecutionException.class).isThrownBy(second::get)
			.withCauseInstanceOf(ProblemException.class);
		assertThat(hashed).hasValue(0);
		callers.shutdown();
		pool.destroy();
	}

	@Test
	void runWhenItsThreadEndsIsFollowedByWhatComesAfterwards() throws Exception {
		CountDownLatch ended = new CountDownLatch(1);
		HashingPool pool = new HashingPool(1, Duration.ofMinutes(1), ended::countDown, METERS);
		assertThat(pool.run(ended::getCount)).isEqualTo(1);
		pool.destroy();
		assertThat(ended.await(10, TimeUnit.SECONDS)).isTrue();
	}

}
