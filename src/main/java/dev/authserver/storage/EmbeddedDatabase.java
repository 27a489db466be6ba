package dev.authserver.storage;

import java.nio.file.Path;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The embedded database as a whole, for those who copy it: the statements that only H2
 * knows stay in this room.
 */
@Component
public class EmbeddedDatabase {

	private final StorageProperties storage;

	private final JdbcClient jdbc;

	EmbeddedDatabase(StorageProperties storage, JdbcClient jdbc) {
		this.storage = storage;
		this.jdbc = jdbc;
	}

	/**
	 * Whether the server uses the embedded database and not PostgreSQL.
	 */
	public boolean isInUse() {
		return this.storage.isEmbedded();
	}

	/**
	 * The folder that holds its file.
	 */
	public Path folder() {
		return Path.of(this.storage.dataDir()).toAbsolutePath().normalize();
	}

	/**
	 * Writes a ZIP that holds the file of the database as it is between two commits,
	 * while others read and write: H2 gives no space of its file to new data meanwhile,
	 * and copies the file from its beginning to its end.
	 * @see <a href="https://h2database.com/html/commands.html#backup">BACKUP TO</a>
	 */
	public void copyTo(Path zip) {
		this.jdbc.sql("backup to ?").param(zip.toString()).update();
	}

}
