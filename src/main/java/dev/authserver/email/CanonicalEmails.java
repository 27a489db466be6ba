package dev.authserver.email;

import java.util.List;

import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.migration.Context;
import org.flywaydb.core.api.migration.JavaMigration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.stereotype.Component;

/**
 * Brings e-mails that were stored when lower-casing came last into their canonical form,
 * without which their users would not be found any more. Written in Java because H2 has
 * no Unicode normalization.
 */
@Component
class CanonicalEmails implements JavaMigration {

	private static final Logger log = LoggerFactory.getLogger(CanonicalEmails.class);

	private static final int PAGE_SIZE = 1000;

	@Override
	public MigrationVersion getVersion() {
		return MigrationVersion.fromVersion("5");
	}

	@Override
	public String getDescription() {
		return "canonical emails";
	}

	@Override
	public @Nullable Integer getChecksum() {
		return null;
	}

	@Override
	public boolean canExecuteInTransaction() {
		return true;
	}

	@Override
	public void migrate(Context context) {
		JdbcTemplate jdbc = new JdbcTemplate(new SingleConnectionDataSource(context.getConnection(), true));
		long last = 0;
		for (List<StoredEmail> page = page(jdbc, last); !page.isEmpty(); page = page(jdbc, last)) {
			page.stream()
				.filter((user) -> !Emails.canonical(user.email()).equals(user.email()))
				.forEach((user) -> rename(jdbc, user));
			last = page.get(page.size() - 1).id();
		}
	}

	private static List<StoredEmail> page(JdbcTemplate jdbc, long after) {
		return jdbc.query("select id, email from users where id > ? order by id limit ?",
				(row, number) -> new StoredEmail(row.getLong(1), row.getString(2)), after, PAGE_SIZE);
	}

	/**
	 * Of two users with one e-mail in two forms, one keeps it; the other gets a name that
	 * nobody can have, by which an admin can rename or delete it.
	 */
	private static void rename(JdbcTemplate jdbc, StoredEmail user) {
		String canonical = Emails.canonical(user.email());
		List<Long> others = jdbc.queryForList("select id from users where email = ?", Long.class, canonical);
		if (others.isEmpty()) {
			store(jdbc, user, canonical);
			return;
		}
		String substitute = "user-" + user.id() + "@duplicate.invalid";
		store(jdbc, user, substitute);
		log.warn("User {} had the e-mail of user {} in another Unicode form, and is {} from now on: "
				+ "rename or delete it with PUT or DELETE /user/", user.id(), others.get(0), substitute);
	}

	private static void store(JdbcTemplate jdbc, StoredEmail user, String email) {
		jdbc.update("update users set email = ? where id = ?", email, user.id());
	}

	/**
	 * The e-mail of a user as an earlier version stored it.
	 */
	private record StoredEmail(long id, String email) {

	}

}
