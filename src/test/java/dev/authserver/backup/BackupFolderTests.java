package dev.authserver.backup;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;

import org.assertj.core.api.ListAssert;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.dao.DataAccessResourceFailureException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Which files count as backups, and which are deleted.
 */
class BackupFolderTests {

	private static final Instant NOW = Instant.parse("2026-11-26T06:55:00.9Z");

	@TempDir
	private Path parent;

	private Path path;

	private BackupFolder folder;

	@BeforeEach
	void prepare() throws IOException {
		this.path = this.parent.resolve("of/backups");
		this.folder = new BackupFolder(this.path);
		this.folder.prepare();
	}

	private void make(String... names) throws IOException {
		for (String name : names) {
			Files.createFile(this.path.resolve(name));
		}
	}

	private static void write(Path file) {
		try {
			Files.writeString(file, "a backup");
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static String rights(Path path) throws IOException {
		return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
	}

	@Test
	void addWhenWrittenIsNamedByItsTimeAndItsOwnersAlone() throws IOException {
		Path file = this.folder.add(NOW, BackupFolderTests::write);
		assertThat(file).isEqualTo(this.path.resolve("auth-2026-11-26T06-55-00Z.zip")).hasContent("a backup");
		assertThat(rights(file)).isEqualTo("rw-------");
		assertThat(rights(this.path)).isEqualTo("rwx------");
		assertThat(this.folder.times()).containsExactly(Instant.parse("2026-11-26T06:55:00Z"));
	}

	@Test
	void addWhileWritingCountsNothingAndWhenItFailsLeavesNothing() {
		assertThatExceptionOfType(DataAccessResourceFailureException.class)
			.isThrownBy(() -> this.folder.add(NOW, (file) -> {
				write(file);
				assertThat(file).hasFileName("auth-2026-11-26T06-55-00Z.zip.part");
				assertThatTimes().isEmpty();
				throw new DataAccessResourceFailureException("no space left");
			}));
		assertThat(this.path).isEmptyDirectory();
	}

	private ListAssert<Instant> assertThatTimes() {
		try {
			return assertThat(this.folder.times());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Test
	void prepareWhenABackupWasInterruptedDeletesIt() throws IOException {
		make("auth-2026-11-26T06-55-00Z.zip.part", "auth-notes.zip.part", "auth-2026-11-26T06-54-00Z.zip");
		this.folder.prepare();
		assertThat(this.path.toFile().list()).containsExactlyInAnyOrder("auth-notes.zip.part",
				"auth-2026-11-26T06-54-00Z.zip");
	}

	@Test
	void keepWhenThereAreMoreDeletesTheOldestAndNothingElse() throws IOException {
		String[] foreign = { "auth.mv.db", "auth-latest.zip", "auth-2026-02-30T00-00-00Z.zip",
				"auth-2025-01-01T00-00-00Z.zip.bak", "auth-2025-01-01T00-00-00z.zip",
				"other-2025-01-01T00-00-00Z.zip" };
		make(foreign);
		Files.createDirectory(this.path.resolve("auth-2024-01-01T00-00-00Z.zip"));
		make("auth-2025-11-26T06-55-00Z.zip", "auth-2026-11-24T06-55-00Z.zip", "auth-2026-11-26T06-55-00Z.zip",
				"auth-2026-11-25T06-55-00Z.zip");
		this.folder.keep(2, NOW);
		assertThat(this.path.toFile().list()).contains(foreign)
			.contains("auth-2024-01-01T00-00-00Z.zip")
			.contains("auth-2026-11-26T06-55-00Z.zip", "auth-2026-11-25T06-55-00Z.zip")
			.hasSize(foreign.length + 3);
	}

	@Test
	void keepWhenTheClockWasWrongDeletesThoseOfTheFutureFirst() throws IOException {
		make("auth-2036-01-01T00-00-00Z.zip", "auth-2026-11-25T06-55-00Z.zip");
		this.folder.add(NOW, BackupFolderTests::write);
		this.folder.keep(2, NOW);
		assertThat(this.path.toFile().list()).containsExactlyInAnyOrder("auth-2026-11-26T06-55-00Z.zip",
				"auth-2026-11-25T06-55-00Z.zip");
	}

}
