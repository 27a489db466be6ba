package dev.authserver.storage;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.QueryTimeoutException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

@Timeout(30)
class BatchLoaderTests {

	private static final Duration PATIENCE = Duration.ofMillis(1500);

	private static final int NOBODY = -1;

	private static final int REFUSED = -2;

	private final List<List<Integer>> queries = new ArrayList<>();

	private final CountDownLatch asked = new CountDownLatch(1);

	private final CountDownLatch answered = new CountDownLatch(1);

	/**
	 * The first query waits until it may answer.
	 */
	private final BatchLoader<Integer, String> loader = new BatchLoader<>(new Semaphore(1, true), PATIENCE, (keys) -> {
		this.queries.add(keys);
		waitForTheFirst();
		return find(keys);
	});

	@Test
	void loadWhenNobodyElseAsksAsksAtOnce() {
		this.answered.countDown();
		assertThat(this.loader.load(1)).contains("1");
		assertThat(this.loader.load(NOBODY)).isEmpty();
		assertThat(this.queries).containsExactly(List.of(1), List.of(NOBODY));
	}

	@Test
	void loadWhenAQueryIsUnderWayAsksTogetherAfterIt() throws Exception {
		FutureTask<Optional<String>> first = start(1);
		await(this.asked);
		FutureTask<Optional<String>> second = startAndWait(2);
		FutureTask<Optional<String>> again = startAndWait(2);
		FutureTask<Optional<String>> nobody = startAndWait(NOBODY);
		this.answered.countDown();
		assertThat(first.get()).contains("1");
		assertThat(second.get()).contains("2");
		assertThat(again.get()).contains("2");
		assertThat(nobody.get()).isEmpty();
		assertThat(this.queries).containsExactly(List.of(1), List.of(2, NOBODY));
	}

	@Test
	void loadWhenOneKeyIsRefusedFailsForItsCallerAlone() throws Exception {
		BatchLoader<Integer, String> loader = new BatchLoader<>(new Semaphore(1, true), PATIENCE, (keys) -> {
			waitForTheFirst();
			if (keys.contains(REFUSED)) {
				throw new DataIntegrityViolationException("refused");
			}
			return find(keys);
		});
		FutureTask<Optional<String>> first = start(loader, 1);
		await(this.asked);
		FutureTask<Optional<String>> second = startAndWait(loader, 2);
		FutureTask<Optional<String>> refused = startAndWait(loader, REFUSED);
		FutureTask<Optional<String>> third = startAndWait(loader, 3);
		this.answered.countDown();
		assertThat(first.get()).contains("1");
		assertThat(second.get()).contains("2");
		assertThat(third.get()).contains("3");
		assertThat(failure(refused)).isInstanceOf(DataIntegrityViolationException.class);
	}

	@Test
	void loadWhenTheDatabaseIsAwayFailsForEachCallerAndForNobodyLater() throws Exception {
		AtomicBoolean away = new AtomicBoolean(true);
		BatchLoader<Integer, String> failing = new BatchLoader<>(new Semaphore(1, true), PATIENCE, (keys) -> {
			waitForTheFirst();
			if (away.get()) {
				throw new DataAccessResourceFailureException("away");
			}
			return find(keys);
		});
		FutureTask<Optional<String>> first = start(failing, 1);
		await(this.asked);
		FutureTask<Optional<String>> second = startAndWait(failing, 2);
		FutureTask<Optional<String>> third = startAndWait(failing, 3);
		this.answered.countDown();
		Set<Throwable> failures = Collections.newSetFromMap(new IdentityHashMap<>());
		for (FutureTask<Optional<String>> failed : List.of(first, second, third)) {
			failures.add(failure(failed));
		}
		assertThat(failures).hasSize(3).allMatch(DataAccessResourceFailureException.class::isInstance);
		away.set(false);
		assertThat(failing.load(3)).contains("3");
	}

	@Test
	void loadWhenAnotherIsInterruptedWhileAskingForAllAnswersTheOthers() throws Exception {
		FutureTask<Optional<String>> first = start(1);
		await(this.asked);
		FutureTask<Optional<String>> interrupted = new FutureTask<>(() -> this.loader.load(2));
		Thread thread = startAndWait(interrupted);
		FutureTask<Optional<String>> third = startAndWait(3);
		thread.interrupt();
		assertThat(failure(interrupted)).isInstanceOf(QueryTimeoutException.class);
		this.answered.countDown();
		assertThat(first.get()).contains("1");
		assertThat(third.get()).contains("3");
	}

	@Test
	void loadWhenLoadersShareTurnsAsksOneAtATime() throws Exception {
		Semaphore turns = new Semaphore(1, true);
		AtomicInteger running = new AtomicInteger();
		AtomicInteger most = new AtomicInteger();
		Function<List<Integer>, Map<Integer, String>> query = (keys) -> {
			most.accumulateAndGet(running.incrementAndGet(), Math::max);
			Thread.yield();
			running.decrementAndGet();
			return find(keys);
		};
		List<BatchLoader<Integer, String>> loaders = List.of(new BatchLoader<>(turns, PATIENCE, query),
				new BatchLoader<>(turns, PATIENCE, query));
		List<FutureTask<Boolean>> callers = IntStream.range(0, 8)
			.mapToObj((caller) -> run(() -> IntStream.range(0, 500)
				.allMatch((i) -> loaders.get(caller % 2).load(i).equals(Optional.of(String.valueOf(i))))))
			.toList();
		for (FutureTask<Boolean> caller : callers) {
			assertThat(caller.get()).isTrue();
		}
		assertThat(most).hasValue(1);
	}

	@Test
	void loadWhenOthersAskForTooLongTimesOutAndLosesNoTurn() throws Exception {
		FutureTask<Optional<String>> first = start(1);
		await(this.asked);
		assertThatExceptionOfType(QueryTimeoutException.class).isThrownBy(() -> this.loader.load(2));
		this.answered.countDown();
		assertThat(first.get()).contains("1");
		assertThat(this.loader.load(3)).contains("3");
	}

	@Test
	void loadWhenManyAskAtOnceAnswersEachItsOwn() throws Exception {
		BatchLoader<Integer, String> busy = new BatchLoader<>(new Semaphore(2, true), PATIENCE, (keys) -> {
			Thread.yield();
			return find(keys);
		});
		List<FutureTask<Boolean>> callers = IntStream.range(0, 16)
			.mapToObj((caller) -> run(() -> IntStream.range(0, 2_000)
				.allMatch((i) -> busy.load(caller + i).equals(Optional.of(String.valueOf(caller + i))))))
			.toList();
		for (FutureTask<Boolean> caller : callers) {
			assertThat(caller.get()).isTrue();
		}
	}

	private void waitForTheFirst() {
		if (this.asked.getCount() > 0) {
			this.asked.countDown();
			await(this.answered);
		}
	}

	private static Throwable failure(FutureTask<?> task) {
		ExecutionException failure = catchThrowableOfType(ExecutionException.class, task::get);
		return failure.getCause();
	}

	private static Map<Integer, String> find(List<Integer> keys) {
		return keys.stream()
			.filter((key) -> key != NOBODY)
			.collect(Collectors.toMap(Function.identity(), String::valueOf));
	}

	private FutureTask<Optional<String>> start(int key) {
		return start(this.loader, key);
	}

	private FutureTask<Optional<String>> startAndWait(int key) throws InterruptedException {
		return startAndWait(this.loader, key);
	}

	private static FutureTask<Optional<String>> start(BatchLoader<Integer, String> loader, int key) {
		return run(() -> loader.load(key));
	}

	/**
	 * Comes back when the caller waits for others.
	 */
	private static FutureTask<Optional<String>> startAndWait(BatchLoader<Integer, String> loader, int key)
			throws InterruptedException {
		FutureTask<Optional<String>> task = new FutureTask<>(() -> loader.load(key));
		startAndWait(task);
		return task;
	}

	private static Thread startAndWait(FutureTask<?> task) throws InterruptedException {
		Thread thread = new Thread(task);
		thread.start();
		while (thread.getState() != Thread.State.TIMED_WAITING) {
			TimeUnit.MILLISECONDS.sleep(1);
		}
		return thread;
	}

	private static <T> FutureTask<T> run(Callable<T> call) {
		FutureTask<T> task = new FutureTask<>(call);
		new Thread(task).start();
		return task;
	}

	private static void await(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
