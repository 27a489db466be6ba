import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.LongAdder;

import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/**
 * How many argon2id hashes of 19 MiB and 2 passes the processors make in a second with
 * nothing around them: the most that logins can reach.
 */
class HashSpeed {

	public static void main(String[] args) throws InterruptedException {
		int threads = Runtime.getRuntime().availableProcessors();
		measure(threads, 5);
		System.out.printf("%.1f%n", measure(threads, Integer.parseInt(args[0])));
	}

	private static double measure(int threads, int seconds) throws InterruptedException {
		LongAdder hashes = new LongAdder();
		long start = System.nanoTime();
		long end = start + seconds * 1_000_000_000L;
		Thread[] all = new Thread[threads];
		for (int i = 0; i < threads; i++) {
			all[i] = new Thread(() -> hash(hashes, end));
			all[i].start();
		}
		for (Thread thread : all) {
			thread.join();
		}
		return hashes.sum() * 1e9 / (System.nanoTime() - start);
	}

	private static void hash(LongAdder hashes, long end) {
		Argon2BytesGenerator generator = new Argon2BytesGenerator();
		generator.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id).withVersion(Argon2Parameters.ARGON2_VERSION_13)
			.withMemoryAsKB(19456)
			.withIterations(2)
			.withParallelism(1)
			.withSalt(new byte[16])
			.withBlockPool(new Argon2BytesGenerator.FixedBlockPool(19456))
			.build());
		byte[] password = "correct horse battery".getBytes(StandardCharsets.UTF_8);
		byte[] hash = new byte[32];
		while (System.nanoTime() < end) {
			generator.generateBytes(password, hash);
			hashes.increment();
		}
	}

}
