package dev.authserver.command;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.concurrent.Callable;

import dev.authserver.transfer.UserExport;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Parameters;

/**
 * Exports all users. The file is for its owner alone, and is whole or not there.
 */
@Command(name = "export", mixinStandardHelpOptions = true, description = {
		"Exports all users with their ids and password hashes, as JSON objects line by line, which import reads.",
		"Sessions are not exported." })
class ExportCommand implements Callable<Integer> {

	private final Services services;

	private final Terminal terminal;

	@Parameters(paramLabel = "FILE|-",
			description = "The file, which is made for its owner alone, or - for the standard output.")
	private String file = "";

	ExportCommand(Services services, Terminal terminal) {
		this.services = services;
		this.terminal = terminal;
	}

	@Override
	public Integer call() throws Exception {
		if (this.file.equals("-")) {
			return this.services.use((beans) -> write(beans.getBean(UserExport.class), this.terminal.out()), Map.of());
		}
		Path target = Path.of(this.file).toAbsolutePath();
		if (Files.exists(target) && !Files.isRegularFile(target)) {
			throw new IOException(this.file + " is there already, and is no file");
		}
		if (target.getParent() == null || !Files.isDirectory(target.getParent())) {
			throw new IOException("There is no folder for " + this.file);
		}
		return this.services.use((beans) -> replace(target, beans.getBean(UserExport.class)), Map.of());
	}

	/**
	 * Writes beside the file first. Java makes temporary files for their owner alone.
	 */
	private int replace(Path target, UserExport export) throws IOException {
		Path part = Files.createTempFile(target.getParent(), "export", ".part");
		try {
			try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(part))) {
				write(export, out);
			}
			Files.move(part, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
		}
		finally {
			Files.deleteIfExists(part);
		}
		return ExitCode.OK;
	}

	private int write(UserExport export, OutputStream out) {
		long users = export.write(out, this.terminal.progress("users"));
		this.terminal.err().println(users + " users exported");
		return ExitCode.OK;
	}

}
