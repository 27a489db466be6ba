package dev.authserver.command;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;

import dev.authserver.transfer.ImportOptions;
import dev.authserver.transfer.ImportReport;
import dev.authserver.transfer.UserImport;
import dev.authserver.userfile.UserSource;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.context.ApplicationContext;

/**
 * Imports users, and prints the report.
 */
@Command(name = "import", mixinStandardHelpOptions = true,
		description = {
				"Imports users: JSON objects line by line, CSV with a header, or a JSON array. Members: email, "
						+ "hashed_password, and optionally id, is_admin, is_active, created_at.",
				"A line that cannot be imported hinders no other; the report tells which." })
class ImportCommand implements Callable<Integer> {

	private final Services services;

	private final Terminal terminal;

	@Parameters(paramLabel = "FILE|-", description = "The file, or - for the standard input.")
	private String file = "";

	@Option(names = "--on-conflict", paramLabel = "skip|update",
			description = "What becomes of a line whose e-mail a user has already (default: ${DEFAULT-VALUE}).")
	private OnConflict onConflict = OnConflict.skip;

	@Option(names = "--passwords", paramLabel = "keep|replace",
			description = "Whether update replaces passwords too (default: ${DEFAULT-VALUE}).")
	private Passwords passwords = Passwords.keep;

	@Option(names = "--dry-run", description = "Tells what would be done, and does nothing.")
	private boolean dryRun;

	ImportCommand(Services services, Terminal terminal) {
		this.services = services;
		this.terminal = terminal;
	}

	@Override
	public Integer call() throws Exception {
		try (InputStream in = open()) {
			return this.services.use((beans) -> run(beans, in), Map.of());
		}
	}

	private InputStream open() throws IOException {
		if (this.file.equals("-")) {
			return this.terminal.in();
		}
		if (!Files.isReadable(Path.of(this.file)) || Files.isDirectory(Path.of(this.file))) {
			throw new IOException(this.file + " is no file that can be read");
		}
		// reads named pipes too, unlike the streams of Files
		return new FileInputStream(this.file);
	}

	private int run(ApplicationContext beans, InputStream in) throws IOException {
		ImportOptions options = new ImportOptions(this.onConflict == OnConflict.update,
				this.passwords == Passwords.replace, this.dryRun);
		ImportReport report = beans.getBean(UserImport.class)
			.run(UserSource.sniff(in), options, this.terminal.progress("lines"));
		this.terminal.out()
			.println(beans.getBean(JsonMapper.class).writerWithDefaultPrettyPrinter().writeValueAsString(report));
		return (report.failed() == 0) ? ExitCode.OK : ExitCode.SOFTWARE;
	}

	/**
	 * Values of an option, as they are written.
	 */
	private enum OnConflict {

		skip, update

	}

	/**
	 * Values of an option, as they are written.
	 */
	private enum Passwords {

		keep, replace

	}

}
