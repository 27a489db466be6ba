package dev.authserver.storage;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;

import dev.authserver.settings.InvalidSettingException;
import dev.authserver.testsupport.ServerProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Who may read the files of the embedded database.
 */
@Execution(ExecutionMode.CONCURRENT)
class DataDirectoryTests {

	@TempDir
	private Path folder;

	private static String rights(Path path) throws IOException {
		return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
	}

	private static Path open(Path path, String rights) throws IOException {
		return Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(rights));
	}

	@Test
	void startWhenFolderIsOpenToAllMakesFilesForItsOwner() throws IOException {
		open(this.folder, "rwxrwxrwx");
		String[] lenient = { "sh", "-c", "umask 000; exec \"$@\"", "sh" };
		try (ServerProcess server = ServerProcess.start(ServerProcess.settings(this.folder), lenient)) {
			assertThat(server.api().adminLogin("admin@example.com", "admin").status()).isEqualTo(200);
			assertOwnersAlone();
			server.stop();
			assertOwnersAlone();
		}
		assertThat(rights(this.folder)).isEqualTo("rwxrwxrwx");
	}

	private void assertOwnersAlone() throws IOException {
		try (Stream<Path> files = Files.list(this.folder)) {
			for (Path file : files.toList()) {
				assertThat(rights(file)).as(file.toString()).isEqualTo("rw-------");
			}
		}
		assertThat(this.folder.resolve("auth.mv.db")).isNotEmptyFile();
	}

	@Test
	void prepareWhenNothingIsThereMakesFolderAndFileForTheOwner() throws IOException {
		Path data = this.folder.resolve("new").resolve("data");
		assertThat(DataDirectory.prepare(data.toString())).isEqualTo(data.resolve("auth"));
		assertThat(rights(data)).isEqualTo("rwx------");
		assertThat(rights(data.resolve("auth.mv.db"))).isEqualTo("rw-------");
	}

	@Test
	void prepareWhenFilesAreFromBeforeTightensThemAndKeepsTheirContent() throws IOException {
		for (String name : new String[] { "auth.mv.db", "auth.trace.db", "auth.123.temp.db", "auth.lock.db" }) {
			open(Files.writeString(this.folder.resolve(name), name), "rw-r--rw-");
		}
		Path foreign = open(Files.writeString(this.folder.resolve("notes.txt"), ""), "rw-r--r--");
		DataDirectory.prepare(this.folder.toString());
		for (String name : new String[] { "auth.mv.db", "auth.trace.db", "auth.123.temp.db", "auth.lock.db" }) {
			assertThat(rights(this.folder.resolve(name))).isEqualTo("rw-------");
			assertThat(this.folder.resolve(name)).usingCharset(StandardCharsets.UTF_8).hasContent(name);
		}
		assertThat(rights(foreign)).isEqualTo("rw-r--r--");
	}

	@ParameterizedTest
	@ValueSource(strings = { "a;INIT=x", "a\\b" })
	void prepareWhenH2WouldReadTheNameOtherwiseRefuses(String name) {
		assertThatExceptionOfType(InvalidSettingException.class)
			.isThrownBy(() -> DataDirectory.prepare(this.folder.resolve(name).toString()))
			.withMessageContaining("DATA_DIR")
			.withMessageContaining(name);
		assertThat(this.folder).isEmptyDirectory();
	}

}
