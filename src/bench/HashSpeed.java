import java.util.stream.IntStream;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/**
 * How many argon2id hashes of 19 MiB and 2 passes the processors make in a second with
 * nothing around them: the most that logins can reach.
 */
class HashSpeed {
	public static void main(String[] args) {
		measure(Integer.parseInt(args[0])); // warms up
		System.out.printf("%.1f%n", measure(Integer.parseInt(args[0])));
	}

	private static double measure(int seconds) {
		long start = System.nanoTime();
		IntStream threads = IntStream.range(0, Runtime.getRuntime().availableProcessors()).parallel();
		int hashes = threads.map(i -> hashUntil(start + seconds * 1_000_000_000L)).sum();
		return hashes * 1e9 / (System.nanoTime() - start);
	}

	private static int hashUntil(long end) {
		Argon2BytesGenerator generator = new Argon2BytesGenerator();
		generator.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
			.withMemoryAsKB(19456).withIterations(2).withParallelism(1).withSalt(new byte[16])
			.withBlockPool(new Argon2BytesGenerator.FixedBlockPool(19456)).build());
		int hashes = 0;
		for (; System.nanoTime() < end; hashes++) {
			generator.generateBytes("correct horse battery".getBytes(), new byte[32]);
		}
		return hashes;
	}
}
