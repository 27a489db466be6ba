package dev.authserver.testsupport;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.authserver.AuthServerApplication;

/**
 * A real server in a process of its own, which a test may kill.
 */
public final class ServerProcess implements AutoCloseable {

	private static final long START_SECONDS = 90;

	private static final Pattern PORT = Pattern.compile("Tomcat started on port (\\d+)");

	private static final String SMALL_HEAP = "-Xmx84m";

	private final Process process;

	private final Path output;

	private ServerProcess(Process process, Path output) {
		this.process = process;
		this.output = output;
	}

	/**
	 * The settings with which a server starts on a folder.
	 */
	public static Map<String, String> settings(Path dataDir) {
		Map<String, String> settings = new HashMap<>();
		settings.put("ACCESS_TOKEN_SECRET", ApiTest.ACCESS_SECRET);
		settings.put("REFRESH_TOKEN_SECRET", ApiTest.REFRESH_SECRET);
		settings.put("DATA_DIR", dataDir.toString());
		settings.put("ARGON2_MEMORY", "7168");
		settings.put("ARGON2_PASSES", "5");
		return settings;
	}

	/**
	 * Launches a server that sees these settings and nothing else of our environment,
	 * with the heap that it has in a container of 256 MiB.
	 * @param prefix a command that runs the server's, if any
	 */
	public static ServerProcess launch(Map<String, String> settings, String... prefix) {
		return launch(settings, List.of(prefix), List.of(SMALL_HEAP), ServerClasses.options());
	}

	private static ServerProcess launch(Map<String, String> settings, List<String> prefix, List<String> options,
			List<String> classes) {
		try {
			Path output = Files.createTempFile("server-", ".log");
			List<String> command = new ArrayList<>(prefix);
			command.addAll(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
					"-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
			command.addAll(options);
			command.addAll(classes);
			command.add(AuthServerApplication.class.getName());
			ProcessBuilder builder = new ProcessBuilder(command);
			builder.environment().keySet().retainAll(List.of("PATH", "LANG"));
			builder.environment().put("SERVER_PORT", "0");
			builder.environment().putAll(settings);
			builder.redirectErrorStream(true).redirectOutput(output.toFile());
			return new ServerProcess(builder.start(), output);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Launches a server and waits until it answers.
	 */
	public static ServerProcess start(Map<String, String> settings, String... prefix) {
		return await(launch(settings, prefix));
	}

	/**
	 * Launches a server with other options for Java and waits until it answers.
	 */
	public static ServerProcess start(Map<String, String> settings, List<String> options) {
		return await(launch(settings, List.of(), options, ServerClasses.options()));
	}

	/**
	 * Launches the server whose classes all others share.
	 */
	static ServerProcess train(Map<String, String> settings, List<String> classes) {
		return await(launch(settings, List.of(), List.of(SMALL_HEAP), classes));
	}

	private static ServerProcess await(ServerProcess server) {
		long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
		while (System.nanoTime() < deadline && server.process.isAlive()) {
			if (PORT.matcher(server.output()).find() && server.api().get("/actuator/health").status() == 200) {
				return server;
			}
			pause();
		}
		String output = server.output();
		server.close();
		throw new IllegalStateException("The server did not start: " + output);
	}

	private static void pause() {
		try {
			TimeUnit.MILLISECONDS.sleep(100);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * The port that the system has given to the server.
	 */
	public int port() {
		Matcher started = PORT.matcher(output());
		if (!started.find()) {
			throw new IllegalStateException("The server has no port yet: " + output());
		}
		return Integer.parseInt(started.group(1));
	}

	public Api api() {
		return new Api(port());
	}

	public String output() {
		try {
			return Files.readString(this.output, StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Waits until the server has said this.
	 */
	public void awaitOutput(String text) {
		long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
		while (!output().contains(text)) {
			if (System.nanoTime() > deadline) {
				throw new IllegalStateException("The server did not say «" + text + "»: " + output());
			}
			pause();
		}
	}

	/**
	 * Ends the process at once, as {@code kill -9} does.
	 */
	public void kill() {
		this.process.destroyForcibly();
		awaitExit();
	}

	/**
	 * Asks the process to end, as {@code docker stop} does.
	 */
	public int stop() {
		this.process.destroy();
		return awaitExit();
	}

	public int awaitExit() {
		try {
			if (!this.process.waitFor(START_SECONDS, TimeUnit.SECONDS)) {
				throw new IllegalStateException("The server does not end: " + output());
			}
			return this.process.exitValue();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	@Override
	public void close() {
		this.process.destroyForcibly();
		awaitExit();
		try {
			Files.deleteIfExists(this.output);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
