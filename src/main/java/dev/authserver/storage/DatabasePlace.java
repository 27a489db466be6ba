package dev.authserver.storage;

/**
 * Where the data is, in words for the operator.
 *
 * @param description without credentials
 */
public record DatabasePlace(String description) {

	private static final String POSTGRESQL = "jdbc:postgresql:";

	static DatabasePlace of(StorageProperties storage) {
		return new DatabasePlace(storage.isEmbedded() ? "the embedded database " + DataDirectory.file(storage.dataDir())
				: "PostgreSQL, " + withoutCredentials(storage.databaseUrl()));
	}

	/**
	 * Host and database. Parameters may hold a password.
	 */
	private static String withoutCredentials(String url) {
		String rest = url.substring(POSTGRESQL.length()).replaceFirst("\\?.*", "");
		return rest.substring(rest.lastIndexOf('@') + 1).replaceFirst("^//", "");
	}

}
