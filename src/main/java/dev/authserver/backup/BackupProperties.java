package dev.authserver.backup;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;

import dev.authserver.settings.InvalidSettingException;
import dev.authserver.settings.Settings;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Where backups go, how often one is made, and how many are kept.
 *
 * @param dir folder of the backups, or empty for none
 * @param interval from one backup to the next
 * @param keep how many are kept, the newest ones
 */
@ConfigurationProperties("auth.backup")
record BackupProperties(String dir, Duration interval, int keep) implements Settings {

	BackupProperties {
		if (!isFolder(dir)) {
			throw new InvalidSettingException(
					"BACKUP_DIR (" + dir + ") is not the name of a folder, or has a backslash.",
					"Set BACKUP_DIR to a folder that the server may write to, or leave it unset for no backups.");
		}
		if (interval.compareTo(Duration.ofMinutes(1)) < 0 || interval.compareTo(Duration.ofDays(366)) > 0) {
			throw new InvalidSettingException("BACKUP_INTERVAL must be a time from 1m to 366d, such as 12h.",
					"Leave BACKUP_INTERVAL unset for 1d.");
		}
		if (keep < 1 || keep > 1000) {
			throw new InvalidSettingException("BACKUP_KEEP must be a whole number from 1 to 1000.",
					"Leave BACKUP_KEEP unset for 7.");
		}
	}

	/**
	 * Whether the embedded database, which takes backslashes for slashes, would write
	 * into this very folder.
	 */
	private static boolean isFolder(String dir) {
		try {
			return !Path.of(dir).toString().contains("\\");
		}
		catch (InvalidPathException ex) {
			return false;
		}
	}

	boolean isWanted() {
		return !this.dir.isBlank();
	}

	Path folder() {
		return Path.of(this.dir).toAbsolutePath().normalize();
	}

}
