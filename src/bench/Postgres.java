import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

/**
 * Runs the PostgreSQL that the tests use until it is told to stop, and writes its port
 * into the file that is named.
 */
class Postgres {

	public static void main(String[] args) throws IOException, InterruptedException {
		EmbeddedPostgres postgres = EmbeddedPostgres.builder().start();
		Files.writeString(Path.of(args[0]), String.valueOf(postgres.getPort()));
		Thread.currentThread().join();
	}

}
