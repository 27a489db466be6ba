package dev.authserver.storage;

import java.nio.file.FileSystems;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * The rights of files and folders that hold data: their owner alone has any, whatever the
 * umask.
 */
public final class OwnersFiles {

	/**
	 * Whether the system knows such rights.
	 */
	public static final boolean POSIX = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");

	static final Set<PosixFilePermission> RIGHTS = PosixFilePermissions.fromString("rw-------");

	private OwnersFiles() {
	}

	/**
	 * What a new file is made with.
	 */
	public static FileAttribute<?>[] file() {
		return attributes(RIGHTS);
	}

	/**
	 * What a new folder is made with.
	 */
	public static FileAttribute<?>[] folder() {
		return attributes(PosixFilePermissions.fromString("rwx------"));
	}

	private static FileAttribute<?>[] attributes(Set<PosixFilePermission> rights) {
		return POSIX ? new FileAttribute<?>[] { PosixFilePermissions.asFileAttribute(rights) }
				: new FileAttribute<?>[0];
	}

}
