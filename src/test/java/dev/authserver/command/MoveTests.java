package dev.authserver.command;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

import dev.authserver.AuthServerApplication;
import dev.authserver.testsupport.PostgresTest;
import dev.authserver.testsupport.ServerProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A server moves from the embedded database to PostgreSQL, and all its users come along.
 */
class MoveTests {

	private static final int USERS = 10_000;

	private static final String HASH = "$2b$04$Kt/F3U85dqY7JgflaQs6vescoe.50P3OcolnDI8xKLng2kDAtgk.G";

	@TempDir
	private Path folder;

	@Test
	void exportWhenImportedOnPostgresqlKeepsEachUser() throws IOException {
		Map<String, String> embedded = ServerProcess.settings(this.folder.resolve("data"));
		Map<String, String> postgres = ServerProcess.settings(this.folder.resolve("nothing"));
		postgres.putAll(PostgresTest.Database.create("move"));
		Path before = this.folder.resolve("before");
		Path after = this.folder.resolve("after");
		run(embedded, lines(), "import", "-");
		run(embedded, "", "export", before.toString());
		run(postgres, "", "import", before.toString());
		run(postgres, "", "export", after.toString());
		assertThat(Files.readAllLines(before)).hasSize(USERS);
		assertThat(after).hasSameTextualContentAs(before);
		assertThat(this.folder.resolve("nothing")).doesNotExist();
	}

	/**
	 * The ids leave gaps and begin at the end.
	 */
	private static String lines() {
		return LongStream.range(0, USERS)
			.map((i) -> USERS - i)
			.mapToObj((i) -> "{\"id\":%d,\"email\":\"u%d@example.com\",\"hashed_password\":\"%s\",\"is_admin\":%s}"
				.formatted(3 * i, i, HASH, i % 100 == 0))
			.collect(Collectors.joining("\n"));
	}

	private static void run(Map<String, String> settings, String input, String... command) {
		List<String> arguments = new ArrayList<>();
		settings.forEach((name, value) -> arguments.add("--" + name + "=" + value));
		arguments.addAll(List.of(command));
		InputStream in = new ByteArrayInputStream(input.getBytes());
		PrintStream nowhere = new PrintStream(PrintStream.nullOutputStream());
		assertThat(Commands.run(AuthServerApplication.class, in, nowhere, System.err, arguments.toArray(String[]::new)))
			.as(String.join(" ", command))
			.isZero();
	}

}
