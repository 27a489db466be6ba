package dev.authserver.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

import dev.authserver.settings.StartWarnings;
import dev.authserver.storage.EmbeddedDatabase;
import dev.authserver.testsupport.ApiTest;
import dev.authserver.testsupport.ManualClock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * When the embedded database is backed up, and what is said about it.
 */
@ApiTest
@ExtendWith(OutputCaptureExtension.class)
class BackupTests {

	private static final Duration HOUR = Duration.ofHours(1);

	@Autowired
	private EmbeddedDatabase database;

	@TempDir
	private Path parent;

	private final ManualClock clock = new ManualClock();

	private Backups backups(Path folder) {
		return new Backups(this.database, new BackupProperties(folder.toString(), HOUR, 2), new StartWarnings(),
				this.clock);
	}

	private String[] files() {
		return this.parent.toFile().list();
	}

	@Test
	void backUpWhenDueMakesOneForEachIntervalAndKeepsTheNewest(CapturedOutput log) {
		Backups backups = backups(this.parent);
		backups.backUpWhenDue();
		assertThat(files()).containsExactly("auth-2020-01-01T00-00-00Z.zip");
		assertThat(log).contains("Backed the database up to " + this.parent.resolve("auth-2020-01-01T00-00-00Z.zip"));
		this.clock.pass(3599);
		backups.backUpWhenDue();
		// as after a restart
		backups(this.parent).backUpWhenDue();
		assertThat(files()).hasSize(1);
		this.clock.pass(1);
		backups.backUpWhenDue();
		this.clock.pass(3600);
		backups.backUpWhenDue();
		assertThat(files()).containsExactlyInAnyOrder("auth-2020-01-01T01-00-00Z.zip", "auth-2020-01-01T02-00-00Z.zip");
	}

	@Test
	void backUpWhenTheNewestIsOfTheFutureMakesOne() throws IOException {
		Files.createFile(this.parent.resolve("auth-2036-01-01T00-00-00Z.zip"));
		backups(this.parent).backUpWhenDue();
		assertThat(files()).contains("auth-2020-01-01T00-00-00Z.zip");
	}

	@Test
	void backUpWhenFolderCannotBeWrittenToSaysSoAndTriesAgain(CapturedOutput log) throws IOException {
		Path folder = Files.createFile(this.parent.resolve("backups"));
		Backups backups = backups(folder);
		backups.backUpWhenDue();
		assertThat(log).containsOnlyOnce("No backup of the database in " + folder)
			.contains("ERROR")
			.contains("The next try is in 600 s.")
			.doesNotContain("\tat ");
		this.clock.pass(599);
		Files.delete(folder);
		backups.backUpWhenDue();
		assertThat(folder).doesNotExist();
		this.clock.pass(1);
		backups.backUpWhenDue();
		assertThat(folder).isNotEmptyDirectory();
	}

	@Test
	void backUpWhenNoFolderIsSetMakesNone(CapturedOutput log) {
		Backups backups = new Backups(this.database, new BackupProperties("", HOUR, 2), new StartWarnings(),
				this.clock);
		backups.checkFolder();
		backups.backUpWhenDue();
		assertThat(log).doesNotContain("BACKUP_DIR").doesNotContain("Backed the database up");
	}

	@Test
	void checkFolderWhenItIsInDataDirWarns(CapturedOutput log) {
		backups(this.parent).checkFolder();
		assertThat(log).doesNotContain("BACKUP_DIR");
		backups(this.database.folder().resolve("backups")).checkFolder();
		assertThat(log).contains("BACKUP_DIR lies in DATA_DIR");
	}

}
