package dev.authserver.storage;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;

import dev.authserver.settings.InvalidSettingException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The folder of the embedded database, and its files, for their owner alone whatever the
 * umask. A folder that was there before keeps its rights.
 */
final class DataDirectory {

	private static final Logger log = LoggerFactory.getLogger(DataDirectory.class);

	private static final String REMEDY = "Set DATA_DIR to a folder that the server may write to.";

	private static final String DATABASE = "auth";

	/**
	 * What H2 adds to the name.
	 */
	private static final String ENDING = ".mv.db";

	private DataDirectory() {
	}

	/**
	 * Where the database is in a folder that can be written to: an absolute path without
	 * the ending that H2 adds.
	 * @throws InvalidSettingException if there is no such folder, nor can be
	 */
	static Path prepare(String dataDir) {
		if (dataDir.contains(";") || dataDir.contains("\\")) {
			throw new InvalidSettingException("DATA_DIR (" + dataDir + ") has a semicolon or a backslash in it.",
					"Set DATA_DIR to a folder without: the embedded database cannot open files there.");
		}
		try {
			Path folder = Path.of(dataDir).toAbsolutePath().normalize();
			Files.createDirectories(folder, OwnersFiles.folder());
			Files.delete(Files.createTempFile(folder, "writable", null));
			protect(folder);
			return folder.resolve(DATABASE);
		}
		catch (IOException | InvalidPathException ex) {
			throw new InvalidSettingException("DATA_DIR (" + dataDir + ") is not a folder that can be written to.",
					REMEDY, ex);
		}
	}

	/**
	 * The file of the database in a folder.
	 */
	static Path file(String dataDir) {
		return Path.of(dataDir).toAbsolutePath().normalize().resolve(DATABASE + ENDING);
	}

	/**
	 * Makes the file that H2 would make for everybody to read, and tightens what there is
	 * from before.
	 */
	private static void protect(Path folder) throws IOException {
		Path file = folder.resolve(DATABASE + ENDING);
		if (Files.notExists(file)) {
			Files.createFile(file, OwnersFiles.file());
		}
		try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, DATABASE + ".*")) {
			files.forEach(DataDirectory::tighten);
		}
	}

	private static void tighten(Path file) {
		PosixFileAttributeView rights = Files.getFileAttributeView(file, PosixFileAttributeView.class);
		if (rights == null || !Files.isRegularFile(file)) {
			return;
		}
		try {
			if (!OwnersFiles.RIGHTS.containsAll(rights.readAttributes().permissions())) {
				rights.setPermissions(OwnersFiles.RIGHTS);
			}
		}
		catch (IOException ex) {
			log.warn("Others may be able to read {}: its rights cannot be changed", file);
		}
	}

}
