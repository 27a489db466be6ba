package dev.authserver.storage;

import java.sql.SQLException;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.core.Ordered;

/**
 * Says in a paragraph why the database does not let the server start.
 */
class DatabaseFailureAnalyzer implements FailureAnalyzer, Ordered {

	private static final int H2_FILE_LOCKED = 90020;

	private static final String CONNECTION_EXCEPTIONS = "08";

	private static final String INVALID_AUTHORIZATION = "28";

	private static final String INVALID_PARAMETER = "22023";

	private static final String UNKNOWN_DATABASE = "3D000";

	@Override
	public @Nullable FailureAnalysis analyze(Throwable failure) {
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			if (cause instanceof SQLException sql) {
				FailureAnalysis analysis = analyze(failure, sql);
				if (analysis != null) {
					return analysis;
				}
			}
		}
		return null;
	}

	private static @Nullable FailureAnalysis analyze(Throwable failure, SQLException sql) {
		String state = String.valueOf(sql.getSQLState());
		if (sql.getErrorCode() == H2_FILE_LOCKED) {
			return new FailureAnalysis("Another server is using the database in DATA_DIR.",
					"Stop it, set DATA_DIR to another folder, or let both use PostgreSQL through DATABASE_URL. To import "
							+ "or change users while it runs, ask it over HTTP: POST /users/import/, PUT /user/.",
					failure);
		}
		if (state.startsWith(INVALID_AUTHORIZATION)) {
			return new FailureAnalysis("The database of DATABASE_URL refuses the user.",
					"Check DATABASE_USERNAME and DATABASE_PASSWORD.", failure);
		}
		if (state.equals(INVALID_PARAMETER)) {
			return new FailureAnalysis("A parameter of DATABASE_URL has a value that is not possible.",
					"Correct what stands behind the question mark in DATABASE_URL.", failure);
		}
		if (state.equals(UNKNOWN_DATABASE)) {
			return new FailureAnalysis("The server of DATABASE_URL has no such database.",
					"Create it, or correct the name at the end of DATABASE_URL.", failure);
		}
		if (state.startsWith(CONNECTION_EXCEPTIONS)) {
			return new FailureAnalysis("The database of DATABASE_URL cannot be reached.",
					"Check the host and port in DATABASE_URL, and that the database is running.", failure);
		}
		return null;
	}

	@Override
	public int getOrder() {
		return Ordered.HIGHEST_PRECEDENCE;
	}

}
