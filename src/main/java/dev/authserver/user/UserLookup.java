package dev.authserver.user;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

import dev.authserver.storage.BatchLoader;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.support.SqlArrayValue;
import org.springframework.stereotype.Component;

/**
 * Finds one user by plain SQL, where every request that is worth its speed does so, and
 * each start: through the entity manager a read takes half as long again, and the first
 * one ten times as long.
 */
@Component
class UserLookup {

	private static final String ACCOUNT = "select id, email, is_admin, is_active, token_version from users where ";

	private static final String CREDENTIALS = """
			select id, email, is_admin, is_active, token_version, hashed_password from users where\s""";

	private final JdbcTemplate jdbc;

	private final BatchLoader<String, UserView> views = new BatchLoader<>(this::views);

	UserLookup(JdbcTemplate jdbc) {
		this.jdbc = jdbc;
	}

	boolean isAnybodyThere() {
		return Boolean.TRUE.equals(this.jdbc.queryForObject("select exists (select 1 from users)", Boolean.class));
	}

	/**
	 * The admin who was there first.
	 */
	Optional<Credentials> oldestAdmin() {
		return first(CREDENTIALS + "is_admin order by id limit 1", UserLookup::credentials);
	}

	Optional<Credentials> credentials(String email) {
		return first(CREDENTIALS + "email = ?", UserLookup::credentials, email);
	}

	/**
	 * Keeps the user's row as it is until the transaction ends.
	 */
	Optional<Integer> lockVersion(long id) {
		return first("select token_version from users where id = ? for update", (row, number) -> row.getInt(1), id);
	}

	/**
	 * Reads the whole table. The cost stands in the fifth and sixth character.
	 */
	Optional<String> costliestBcryptHash() {
		return first("""
				select hashed_password from users where hashed_password like '$2_$__$%'
				order by substring(hashed_password, 5, 2) desc limit 1""", (row, number) -> row.getString(1));
	}

	Optional<UserView> view(String email) {
		return this.views.load(email);
	}

	private Map<String, UserView> views(List<String> emails) {
		List<UserView> found = (emails.size() == 1) ? views("email = ?", emails.get(0))
				: views("email = any (?)", new SqlArrayValue("varchar", emails.toArray()));
		return found.stream().collect(Collectors.toMap(UserView::email, Function.identity()));
	}

	private List<UserView> views(String condition, Object keys) {
		return this.jdbc.query("select id, email from users where " + condition,
				(row, number) -> new UserView(row.getLong(1), row.getString(2)), keys);
	}

	Optional<Account> account(long id) {
		return first(ACCOUNT + "id = ?", UserLookup::account, id);
	}

	Optional<Account> account(String email) {
		return first(ACCOUNT + "email = ?", UserLookup::account, email);
	}

	private <T> Optional<T> first(String sql, RowMapper<T> mapper, Object... keys) {
		return this.jdbc.query(sql, mapper, keys).stream().findFirst();
	}

	private static Account account(ResultSet row, int number) throws SQLException {
		return new Account(row.getLong(1), row.getString(2), row.getBoolean(3), row.getBoolean(4), row.getInt(5));
	}

	private static Credentials credentials(ResultSet row, int number) throws SQLException {
		return new Credentials(account(row, number), row.getString(6));
	}

	/**
	 * Who logs in, and what with, as it is kept.
	 */
	record Credentials(Account account, String hashedPassword) {

		@Override
		public String toString() {
			return "Credentials[account=" + this.account + "]";
		}

	}

}
