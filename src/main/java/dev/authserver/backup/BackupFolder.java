package dev.authserver.backup;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

import dev.authserver.storage.OwnersFiles;

/**
 * The folder of the backups. A backup has its name only once it is on the disk as a
 * whole, so that whatever interrupts the server leaves no half of one. Files of other
 * names are never touched.
 */
final class BackupFolder {

	private static final DateTimeFormatter NAME = DateTimeFormatter
		.ofPattern("'auth-'uuuu-MM-dd'T'HH-mm-ss'Z.zip'", Locale.ROOT)
		.withZone(ZoneOffset.UTC);

	/**
	 * Ends the name of a backup while it is being written.
	 */
	private static final String UNFINISHED = ".part";

	private final Path path;

	BackupFolder(Path path) {
		this.path = path;
	}

	/**
	 * Makes the folder if there is none, and deletes what an interrupted backup has left.
	 */
	void prepare() throws IOException {
		Files.createDirectories(this.path, OwnersFiles.folder());
		try (DirectoryStream<Path> files = Files.newDirectoryStream(this.path, "auth-*" + UNFINISHED)) {
			for (Path file : files) {
				String name = file.getFileName().toString();
				if (time(name.substring(0, name.length() - UNFINISHED.length())).isPresent()) {
					Files.delete(file);
				}
			}
		}
	}

	/**
	 * Adds a backup.
	 * @param time of which the backup has its name
	 * @param writer writes the backup into an empty file
	 */
	Path add(Instant time, Consumer<Path> writer) throws IOException {
		Path finished = file(time);
		Path unfinished = this.path.resolve(finished.getFileName() + UNFINISHED);
		Files.createFile(unfinished, OwnersFiles.file());
		try {
			writer.accept(unfinished);
			sync(unfinished, StandardOpenOption.WRITE);
			Files.move(unfinished, finished, StandardCopyOption.ATOMIC_MOVE);
		}
		finally {
			Files.deleteIfExists(unfinished);
		}
		if (OwnersFiles.POSIX) {
			sync(this.path, StandardOpenOption.READ);
		}
		return finished;
	}

	/**
	 * Waits until the disk has what was written. Only POSIX systems open a folder for
	 * that.
	 */
	private static void sync(Path path, StandardOpenOption option) throws IOException {
		try (FileChannel channel = FileChannel.open(path, option)) {
			channel.force(true);
		}
	}

	/**
	 * Deletes the oldest backups. Those of times that have yet to come were made while
	 * the clock was wrong, and go first.
	 */
	void keep(int count, Instant now) throws IOException {
		List<Instant> times = times();
		times.sort(Comparator.comparing((Instant time) -> time.isAfter(now)).thenComparing(Comparator.reverseOrder()));
		for (Instant time : times.subList(Math.min(count, times.size()), times.size())) {
			Files.delete(file(time));
		}
	}

	/**
	 * The times of the finished backups, in no order.
	 */
	List<Instant> times() throws IOException {
		List<Instant> times = new ArrayList<>();
		try (DirectoryStream<Path> files = Files.newDirectoryStream(this.path, "auth-*.zip")) {
			for (Path file : files) {
				if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
					time(file.getFileName().toString()).ifPresent(times::add);
				}
			}
		}
		return times;
	}

	private Path file(Instant time) {
		return this.path.resolve(NAME.format(time.truncatedTo(ChronoUnit.SECONDS)));
	}

	private static Optional<Instant> time(String name) {
		try {
			return Optional.of(NAME.parse(name, Instant::from)).filter((time) -> NAME.format(time).equals(name));
		}
		catch (DateTimeException ex) {
			return Optional.empty();
		}
	}

	@Override
	public String toString() {
		return this.path.toString();
	}

}
