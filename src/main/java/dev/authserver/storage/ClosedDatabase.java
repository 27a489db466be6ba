package dev.authserver.storage;

import java.sql.SQLException;
import java.util.Set;

import com.zaxxer.hikari.SQLExceptionOverride;

/**
 * Gives up connections to an embedded database that has closed itself because it could
 * not write, so that it is opened anew once it can.
 */
public class ClosedDatabase implements SQLExceptionOverride {

	/**
	 * H2's {@code DATABASE_IS_CLOSED}, {@code DATABASE_CALLED_AT_SHUTDOWN} and
	 * {@code GENERAL_ERROR}.
	 *
	 * @see <a href="https://h2database.com/javadoc/org/h2/api/ErrorCode.html">H2 error
	 * codes</a>
	 */
	private static final Set<Integer> CODES = Set.of(90098, 90121, 50000);

	@java.lang.Override
	public Override adjudicate(SQLException ex) {
		return CODES.contains(ex.getErrorCode()) ? Override.MUST_EVICT : Override.CONTINUE_EVICT;
	}

}
