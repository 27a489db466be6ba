package dev.authserver.storage;

import java.util.stream.LongStream;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Lets the database pass over ids that were given by hand or by an import, since it
 * counts on from the last id that it has generated itself. It never counts back, so that
 * the id of a deleted row is not generated again.
 */
@Component
public class GeneratedIds {

	/**
	 * Ids from here on are left out: generated ids never come near them, and past them
	 * would soon be greater than the numbers of JavaScript are exact.
	 */
	private static final long FAR = 1L << 52;

	private final JdbcClient jdbc;

	private final boolean embedded;

	GeneratedIds(JdbcClient jdbc, StorageProperties storage) {
		this.jdbc = jdbc;
		this.embedded = storage.isEmbedded();
	}

	/**
	 * Lets the next generated id of a table be greater than all that its rows have.
	 */
	public void passOverAll(String table) {
		String highest = "select coalesce(max(id), 0) from " + table + " where id < ?";
		passOver(table, LongStream.of(this.jdbc.sql(highest).param(FAR).query(Long.class).single()));
	}

	/**
	 * Lets the next generated id of a table be greater than these.
	 */
	public void passOver(String table, LongStream ids) {
		ids.filter((id) -> id < FAR).max().ifPresent((highest) -> passOver(table, highest));
	}

	private void passOver(String table, long id) {
		if (!this.embedded) {
			this.jdbc.sql("select setval('%1$s_id_seq', ?) from %1$s_id_seq where last_value <= ?".formatted(table))
				.params(id, id)
				.query()
				.listOfRows();
		}
		else if (nextOfEmbedded(table) <= id) {
			this.jdbc.sql("alter table %s alter column id restart with %d".formatted(table, id + 1)).update();
		}
	}

	private long nextOfEmbedded(String table) {
		return this.jdbc.sql("""
				select identity_base from information_schema.columns
				where table_schema = current_schema and table_name = upper(?) and column_name = 'ID'""")
			.param(table)
			.query(Long.class)
			.single();
	}

}
