package dev.authserver.backup;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

import dev.authserver.settings.StartWarnings;
import dev.authserver.storage.EmbeddedDatabase;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.core.NestedExceptionUtils;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;

/**
 * Backs the embedded database up whenever the newest backup is older than the interval.
 * The backups themselves tell when the last one was made, so that a restart brings none
 * before its time. A backup that fails hinders nothing else, and is tried again.
 */
@Component
class Backups {

	private static final Logger log = LoggerFactory.getLogger(Backups.class);

	private static final Duration LONGEST_PAUSE = Duration.ofMinutes(10);

	private final EmbeddedDatabase database;

	private final BackupProperties properties;

	private final Clock clock;

	private final BackupFolder folder;

	private final StartWarnings warnings;

	private final ReentrantLock running = new ReentrantLock();

	private @Nullable Instant failedAt;

	Backups(EmbeddedDatabase database, BackupProperties properties, StartWarnings warnings, Clock clock) {
		this.warnings = warnings;
		this.database = database;
		this.properties = properties;
		this.clock = clock;
		this.folder = new BackupFolder(properties.folder());
	}

	@Scheduled(initialDelay = 1, timeUnit = TimeUnit.SECONDS)
	void checkFolder() {
		if (this.properties.isWanted() && !this.database.isInUse()) {
			this.warnings
				.add("BACKUP_DIR is ignored: it is for the embedded database, and pg_dump backs PostgreSQL up");
		}
		else if (this.properties.isWanted() && this.properties.folder().startsWith(this.database.folder())) {
			this.warnings.add("BACKUP_DIR lies in DATA_DIR: who loses the one loses the other");
		}
	}

	/**
	 * Runs at a fixed rate, which gives each run a thread of its own, so that other tasks
	 * need not wait for a long backup. A run that finds another at work leaves it alone.
	 */
	@Scheduled(initialDelay = 1, fixedRate = 10, timeUnit = TimeUnit.SECONDS)
	void backUpWhenDue() {
		if (this.properties.isWanted() && this.database.isInUse() && this.running.tryLock()) {
			try {
				backUpWhenDue(this.clock.instant());
			}
			finally {
				this.running.unlock();
			}
		}
	}

	private void backUpWhenDue(Instant now) {
		Duration pause = pause();
		if (this.failedAt != null && isWithin(pause, this.failedAt, now)) {
			return;
		}
		try {
			this.folder.prepare();
			if (this.folder.times().stream().noneMatch((time) -> isWithin(this.properties.interval(), time, now))) {
				backUp(now);
			}
			this.failedAt = null;
		}
		catch (IOException | DirectoryIteratorException | DataAccessException ex) {
			this.failedAt = now;
			Throwable cause = NestedExceptionUtils.getMostSpecificCause(ex);
			log.error("No backup of the database in {} ({}: {}). The next try is in {} s.", this.folder,
					cause.getClass().getSimpleName(), cause.getMessage(), pause.toSeconds());
		}
	}

	/**
	 * Deletes the oldest backups before, too: whoever has lowered their number wants the
	 * room on the disk.
	 */
	private void backUp(Instant now) throws IOException {
		this.folder.keep(this.properties.keep(), now);
		Path file = this.folder.add(now, this.database::copyTo);
		this.folder.keep(this.properties.keep(), now);
		log.info("Backed the database up to {} ({} KiB in {} ms)", file,
				DataSize.ofBytes(Files.size(file)).toKilobytes(),
				Duration.between(now, this.clock.instant()).toMillis());
	}

	private Duration pause() {
		Duration interval = this.properties.interval();
		return (interval.compareTo(LONGEST_PAUSE) < 0) ? interval : LONGEST_PAUSE;
	}

	/**
	 * Whether less than this duration has passed since a time. A time that has yet to
	 * come counts as long ago, because the clock was wrong then.
	 */
	private static boolean isWithin(Duration duration, Instant time, Instant now) {
		return !time.isAfter(now) && time.plus(duration).isAfter(now);
	}

}
