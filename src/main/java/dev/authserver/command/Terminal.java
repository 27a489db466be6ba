package dev.authserver.command;

import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;

import dev.authserver.problem.ProblemException;
import dev.authserver.problem.ProblemKind;
import picocli.CommandLine.ExitCode;

/**
 * Where a command reads from and writes to.
 *
 * @param out what the command answers
 * @param err what it tells besides: progress and refusals
 */
record Terminal(InputStream in, PrintStream out, PrintStream err) {

	private static final long PROGRESS_NANOS = TimeUnit.SECONDS.toNanos(2);

	/**
	 * Reads a password: asks for it twice where somebody sits at a console, and takes the
	 * first line of the input elsewhere.
	 * @return nothing if that line is empty
	 */
	Optional<String> readPassword() throws IOException {
		Console console = System.console();
		if (console == null) {
			String line = new BufferedReader(new InputStreamReader(this.in, StandardCharsets.UTF_8)).readLine();
			return Optional.ofNullable(line).filter((password) -> !password.isEmpty());
		}
		char[] password = console.readPassword("Password: ");
		char[] again = console.readPassword("The same again: ");
		if (!Arrays.equals(password, again)) {
			throw new IOException("The two passwords are not the same");
		}
		return Optional.ofNullable(password).map(String::new).filter((typed) -> !typed.isEmpty());
	}

	/**
	 * Tells every few seconds how far a long work has come.
	 * @param things that are counted
	 */
	LongConsumer progress(String things) {
		long[] told = { System.nanoTime() };
		return (number) -> {
			if (System.nanoTime() - told[0] > PROGRESS_NANOS) {
				told[0] = System.nanoTime();
				this.err.println(number + " " + things + " so far");
			}
		};
	}

	/**
	 * Says why a command could not do what it should.
	 * @return the exit code
	 */
	int refuse(Exception failure) {
		ProblemException problem = ProblemException.of(failure);
		if (failure instanceof IOException) {
			this.err.println(failure.getMessage());
		}
		else if (problem.kind() == ProblemKind.FAILED) {
			failure.printStackTrace(this.err);
		}
		else {
			this.err.println(problem.getBody().getDetail());
		}
		return ExitCode.SOFTWARE;
	}

}
