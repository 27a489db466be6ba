package dev.authserver.problem;

import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * Ends the process when its memory runs out, as {@code -XX:+ExitOnOutOfMemoryError} does
 * where Java is started with it: threads that accept connections may have ended, and
 * whoever watches the process starts another. It serves for threads of libraries too,
 * whose failures nobody else sees.
 */
@Component
class OutOfMemoryExit {

	/**
	 * The exit code of {@code -XX:+ExitOnOutOfMemoryError}.
	 */
	private static final int EXIT_CODE = 3;

	OutOfMemoryExit() {
		Thread.UncaughtExceptionHandler others = Thread.getDefaultUncaughtExceptionHandler();
		Thread.setDefaultUncaughtExceptionHandler((thread, failure) -> {
			check(failure);
			if (others != null) {
				others.uncaughtException(thread, failure);
			}
			else {
				failure.printStackTrace();
			}
		});
	}

	/**
	 * Does not return if this failure was caused by a lack of memory.
	 */
	void check(@Nullable Throwable failure) {
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			if (cause instanceof OutOfMemoryError) {
				System.err.println("Out of memory: the server ends");
				Runtime.getRuntime().halt(EXIT_CODE);
			}
		}
	}

}
