import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

/**
 * Runs a command beside a PostgreSQL of its own, the one that the tests use.
 */
class Postgres {
	public static void main(String[] args) throws Exception {
		EmbeddedPostgres postgres = EmbeddedPostgres.start();
		ProcessBuilder command = new ProcessBuilder(args).inheritIO();
		command.environment().put("DATABASE_URL", "jdbc:postgresql://127.0.0.1:" + postgres.getPort() + "/postgres");
		command.environment().put("DATABASE_USERNAME", "postgres");
		Process process = command.start();
		Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
		process.waitFor();
	}
}
