package dev.authserver.backup;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;

import dev.authserver.settings.StartWarnings;
import dev.authserver.storage.EmbeddedDatabase;
import dev.authserver.testsupport.PostgresTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Backups are for the embedded database alone.
 */
@PostgresTest
@ExtendWith(OutputCaptureExtension.class)
class BackupOnPostgresTests {

	@Autowired
	private EmbeddedDatabase database;

	@Autowired
	private Clock clock;

	@TempDir
	private Path folder;

	@Test
	void backUpWhenOnPostgresIsIgnoredWithAWarning(CapturedOutput log) {
		Backups backups = new Backups(this.database,
				new BackupProperties(this.folder.toString(), Duration.ofHours(1), 2), new StartWarnings(), this.clock);
		backups.checkFolder();
		backups.backUpWhenDue();
		assertThat(log).contains("WARN").contains("BACKUP_DIR is ignored").contains("pg_dump");
		assertThat(this.folder).isEmptyDirectory();
	}

}
