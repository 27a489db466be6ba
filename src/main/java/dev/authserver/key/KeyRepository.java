package dev.authserver.key;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;

import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * The table of signing keys, by plain SQL. Each change is one statement, and the number
 * of a key is unique, so that of servers that make one at once a single one succeeds.
 */
@Repository
class KeyRepository {

	private static final String SELECT = """
			select kid, algorithm, number, public_key, sealed_key, published_at, signs_from, token_seconds
			from signing_keys\s""";

	private final JdbcClient jdbc;

	KeyRepository(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/**
	 * The keys of an algorithm, the highest number first.
	 */
	List<StoredKey> find(SigningAlgorithm algorithm) {
		return this.jdbc.sql(SELECT + "where algorithm = ? order by number desc")
			.param(algorithm.name())
			.query(KeyRepository::key)
			.list();
	}

	List<StoredKey> findAll() {
		return this.jdbc.sql(SELECT).query(KeyRepository::key).list();
	}

	/**
	 * Adds a key.
	 * @return false if another server was first with this number
	 */
	boolean insert(StoredKey key) {
		try {
			this.jdbc.sql("""
					insert into signing_keys
					(kid, algorithm, number, public_key, sealed_key, published_at, signs_from, token_seconds)
					values (?, ?, ?, ?, ?, ?, ?, ?)""")
				.params(key.kid(), key.algorithm().name(), key.number(), key.publicKey(), key.sealedKey(),
						time(key.publishedAt()), time(key.signsFrom()), key.tokenSeconds())
				.update();
			return true;
		}
		catch (DuplicateKeyException ex) {
			return false;
		}
	}

	void seal(String kid, String sealedKey) {
		this.jdbc.sql("update signing_keys set sealed_key = ? where kid = ?").params(sealedKey, kid).update();
	}

	/**
	 * Notes that tokens live longer than they did when the keys were made.
	 */
	void lengthen(SigningAlgorithm algorithm, long tokenSeconds) {
		this.jdbc.sql("update signing_keys set token_seconds = ? where algorithm = ? and token_seconds < ?")
			.params(tokenSeconds, algorithm.name(), tokenSeconds)
			.update();
	}

	boolean delete(String kid) {
		return this.jdbc.sql("delete from signing_keys where kid = ?").param(kid).update() == 1;
	}

	private static StoredKey key(ResultSet row, int number) throws SQLException {
		return new StoredKey(row.getString(1), SigningAlgorithm.valueOf(row.getString(2)), row.getInt(3),
				row.getString(4), row.getString(5), time(row, 6), time(row, 7), row.getLong(8));
	}

	private static Instant time(ResultSet row, int column) throws SQLException {
		return row.getObject(column, OffsetDateTime.class).toInstant();
	}

	private static OffsetDateTime time(Instant time) {
		return time.atOffset(ZoneOffset.UTC);
	}

}
