package dev.authserver.command;

import java.io.IOException;
import java.util.concurrent.Callable;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.IVersionProvider;

import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.io.ClassPathResource;

/**
 * Prints the version of the server, and of the Java that runs it.
 */
@Command(name = "version", mixinStandardHelpOptions = true, versionProvider = VersionCommand.class,
		description = "Prints the version. Needs no secrets and no database.")
class VersionCommand implements Callable<Integer>, IVersionProvider {

	private static final String FILE = "application.yaml";

	private final @Nullable Terminal terminal;

	/**
	 * Makes what tells {@code --version}.
	 */
	VersionCommand() {
		this.terminal = null;
	}

	VersionCommand(Terminal terminal) {
		this.terminal = terminal;
	}

	@Override
	public Integer call() throws IOException {
		if (this.terminal != null) {
			this.terminal.out().println(getVersion()[0]);
		}
		return ExitCode.OK;
	}

	@Override
	public String[] getVersion() throws IOException {
		Object version = new YamlPropertySourceLoader().load(FILE, new ClassPathResource(FILE))
			.get(0)
			.getProperty("spring.application.version");
		return new String[] { "auth-server " + version + " (Java " + Runtime.version() + ")" };
	}

}
