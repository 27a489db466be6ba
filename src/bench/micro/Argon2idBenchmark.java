package dev.authserver.credential;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * What a password check costs with each pair of parameters that OWASP lists.
 */
@State(Scope.Benchmark)
public class Argon2idBenchmark {

	@Param({ "19456 2", "12288 3", "9216 4", "7168 5" })
	public String memoryAndPasses;

	private Argon2idEncoder encoder;

	private String hash;

	@Setup
	public void hash() {
		String[] cost = this.memoryAndPasses.split(" ");
		this.encoder = new Argon2idEncoder(new Argon2Cost(Integer.parseInt(cost[0]), Integer.parseInt(cost[1]), 1));
		this.hash = this.encoder.encode("correct horse battery");
	}

	@Benchmark
	public boolean check() {
		return this.encoder.matches("correct horse battery", this.hash);
	}

}
