package dev.authserver.storage;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Lets the database pass over ids that were given by hand or by an import, since it
 * counts on from the last id that it has generated itself. It never counts back, so that
 * the id of a deleted row is not generated again.
 */
@Component
public class GeneratedIds {

	private final JdbcClient jdbc;

	private final boolean embedded;

	GeneratedIds(JdbcClient jdbc, StorageProperties storage) {
		this.jdbc = jdbc;
		this.embedded = storage.isEmbedded();
	}

	/**
	 * Lets the next generated id of a table be greater than this one.
	 */
	public void passOver(String table, long id) {
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
