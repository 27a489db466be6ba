package dev.authserver.command;

import java.io.InputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

import picocli.CommandLine;
import picocli.CommandLine.Command;

import org.springframework.core.SpringProperties;

/**
 * Finds the command among the arguments of the process, and runs it. Arguments such as
 * {@code --SERVER_PORT=0} that stand before it are settings, as they are for a server.
 */
@Command(name = "auth-server", mixinStandardHelpOptions = true, versionProvider = VersionCommand.class,
		description = "Logs users in and issues JSON Web Tokens. Without a command, it serves.",
		exitCodeListHeading = "%nExit codes:%n", exitCodeList = { "0:done", "1:something was refused", "2:wrong use" })
public final class Commands {

	private static final Set<String> STANDARD_OPTIONS = Set.of("--help", "--version");

	private Commands() {
	}

	/**
	 * Whether there is a command to run, or help to be given, instead of serving.
	 */
	public static boolean isAsked(String... args) {
		return Arrays.stream(args).anyMatch((argument) -> !isSetting(argument));
	}

	private static boolean isSetting(String argument) {
		return argument.startsWith("--") && !STANDARD_OPTIONS.contains(argument);
	}

	/**
	 * Runs the command of this process.
	 * <p>
	 * What a command answers is all that it prints to the standard output; the log goes
	 * to the standard error. Beans that the build has prepared are those of a web server,
	 * and do not serve here. Whether there is a console is asked of Java itself: from
	 * Java 22 to 24 another implementation calls a pipe one.
	 * @param application the class with which the server starts
	 * @return the exit code
	 */
	public static int run(Class<?> application, String... args) {
		PrintStream out = System.out;
		System.setOut(System.err);
		System.setProperty("jdk.console", "java.base");
		SpringProperties.setProperty("spring.aot.enabled", "false");
		return run(application, System.in, out, System.err, args);
	}

	static int run(Class<?> application, InputStream in, PrintStream out, PrintStream err, String... args) {
		int command = 0;
		while (command < args.length && isSetting(args[command])) {
			command++;
		}
		List<String> settings = List.of(args).subList(0, command);
		Services services = new Services(application, settings);
		Terminal terminal = new Terminal(in, out, err);
		CommandLine line = new CommandLine(new Commands()).addSubcommand(new ImportCommand(services, terminal))
			.addSubcommand(new ExportCommand(services, terminal))
			.addSubcommand(new AdminCommand(services, terminal))
			.addSubcommand(new CheckCommand(services, terminal))
			.addSubcommand(new HashCommand(services, terminal))
			.addSubcommand(new VersionCommand(terminal));
		line.setOut(new PrintWriter(out, true, StandardCharsets.UTF_8))
			.setErr(new PrintWriter(err, true, StandardCharsets.UTF_8))
			.setExecutionExceptionHandler((failure, failed, parsed) -> terminal.refuse(failure));
		return line.execute(Arrays.copyOfRange(args, command, args.length));
	}

}
