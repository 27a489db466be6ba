package dev.authserver.user;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

import dev.authserver.storage.BatchLoader;
import dev.authserver.storage.BatchQueries;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;

/**
 * Looks up the users of parallel requests by one query, which costs a fifteenth of the
 * processor time of {@code u.email in :emails} in JPQL: Hibernate translates that anew
 * for each number of e-mails.
 */
class UserViewsImpl implements UserViews {

	private final JdbcClient jdbc;

	private final BatchLoader<String, UserView> views;

	UserViewsImpl(JdbcClient jdbc, BatchQueries queries) {
		this.jdbc = jdbc;
		this.views = queries.loader(this::views);
	}

	@Override
	public Optional<UserView> findViewByEmail(String email) {
		return this.views.load(email);
	}

	private Map<String, UserView> views(List<String> emails) {
		return this.jdbc.sql("select id, email from users where email = any (?)")
			.param(new SqlArrayValue("varchar", emails.toArray()))
			.query((row, number) -> new UserView(row.getLong(1), row.getString(2)))
			.list()
			.stream()
			.collect(Collectors.toMap(UserView::email, Function.identity()));
	}

}
