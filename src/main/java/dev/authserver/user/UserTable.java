package dev.authserver.user;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

import dev.authserver.storage.BatchLoader;

import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.support.SqlArrayValue;
import org.springframework.stereotype.Component;

/**
 * The table of users, by plain SQL, as reads, logins and each start need it: through the
 * entity manager a read takes half as long again, and the first one a second.
 */
@Component
class UserTable {

	private static final String ACCOUNT = "select id, email, is_admin, is_active, token_version from users where ";

	private static final String CREDENTIALS = """
			select id, email, is_admin, is_active, token_version, hashed_password from users where\s""";

	private final JdbcTemplate jdbc;

	private final BatchLoader<String, UserView> views = new BatchLoader<>(this::views);

	UserTable(JdbcTemplate jdbc) {
		this.jdbc = jdbc;
	}

	boolean isAnybodyThere() {
		return Boolean.TRUE.equals(this.jdbc.queryForObject("select exists (select 1 from users)", Boolean.class));
	}

	/**
	 * Makes an admin of whom nobody has to know the id.
	 * @throws DataIntegrityViolationException if the e-mail has a user
	 */
	void insertAdmin(String email, String hashedPassword) {
		this.jdbc.update("insert into users (email, hashed_password, is_admin) values (?, ?, true)", email,
				hashedPassword);
	}

	/**
	 * The admin who was there first.
	 */
	Optional<Credentials> oldestAdmin() {
		return first(CREDENTIALS + "is_admin order by id limit 1", UserTable::credentials);
	}

	/**
	 * The ids of those who can manage the users.
	 */
	List<Long> activeAdmins() {
		return this.jdbc.queryForList("select id from users where is_admin and is_active", Long.class);
	}

	Optional<Credentials> credentials(String email) {
		return first(CREDENTIALS + "email = ?", UserTable::credentials, email);
	}

	/**
	 * Keeps the user's row as it is until the transaction ends.
	 */
	Optional<Integer> lockVersion(long id) {
		return first("select token_version from users where id = ? for update", (row, number) -> row.getInt(1), id);
	}

	/**
	 * Replaces a hash unless somebody else has meanwhile.
	 */
	void upgradeHash(long id, String oldHash, String newHash) {
		this.jdbc.update("update users set hashed_password = ? where id = ? and hashed_password = ?", newHash, id,
				oldHash);
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

	private List<UserView> views(String condition, Object... keys) {
		return this.jdbc.query("select id, email from users where " + condition, UserTable::view, keys);
	}

	/**
	 * In the order of the ids.
	 */
	List<UserView> viewsAfter(long after, int limit) {
		return views("id > ? order by id limit ?", after, limit);
	}

	/**
	 * In the order of the ids.
	 * @param prefix with {@code !} before each wildcard, and {@code %} at its end
	 */
	List<UserView> viewsByPrefix(String prefix, long after, int limit) {
		return views("email like ? escape '!' and id > ? order by id limit ?", prefix, after, limit);
	}

	Optional<Account> account(long id) {
		return first(ACCOUNT + "id = ?", UserTable::account, id);
	}

	Optional<Account> account(String email) {
		return first(ACCOUNT + "email = ?", UserTable::account, email);
	}

	private <T> Optional<T> first(String sql, RowMapper<T> mapper, Object... keys) {
		return this.jdbc.query(sql, mapper, keys).stream().findFirst();
	}

	private static UserView view(ResultSet row, int number) throws SQLException {
		return new UserView(row.getLong(1), row.getString(2));
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
