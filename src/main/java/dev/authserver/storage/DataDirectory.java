package dev.authserver.storage;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

import dev.authserver.settings.InvalidSettingException;

/**
 * The folder of the embedded database, made for its owner alone if it is missing.
 */
final class DataDirectory {

	private static final String REMEDY = "Set DATA_DIR to a folder that the server may write to.";

	private DataDirectory() {
	}

	/**
	 * The absolute path of a folder that can be written to.
	 * @throws InvalidSettingException if there is none, nor can be
	 */
	static Path prepare(String dataDir) {
		try {
			Path folder = Path.of(dataDir).toAbsolutePath().normalize();
			Files.createDirectories(folder, ownerOnly());
			Files.delete(Files.createTempFile(folder, "writable", null));
			return folder;
		}
		catch (IOException | InvalidPathException ex) {
			throw new InvalidSettingException("DATA_DIR (" + dataDir + ") is not a folder that can be written to.",
					REMEDY, ex);
		}
	}

	private static FileAttribute<?>[] ownerOnly() {
		if (!FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
			return new FileAttribute<?>[0];
		}
		return new FileAttribute<?>[] {
				PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")) };
	}

}
