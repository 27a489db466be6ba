package dev.authserver.openapi;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import dev.authserver.problem.ProblemKind;
import io.swagger.v3.oas.models.security.SecurityRequirement;

/**
 * Who may call a route.
 */
public enum Callers {

	/**
	 * Everybody, whatever the header {@code Authorization} holds.
	 */
	EVERYBODY(EnumSet.noneOf(ProblemKind.class)),

	/**
	 * Everybody who may read users: the setting {@code READ_ACCESS} can narrow that to
	 * {@link #USERS} or {@link #ADMINS}.
	 */
	READERS(EnumSet.noneOf(ProblemKind.class)),

	/**
	 * Whoever sends an access token.
	 */
	USERS(EnumSet.of(ProblemKind.NOT_AUTHENTICATED, ProblemKind.INVALID_TOKEN, ProblemKind.EXPIRED_TOKEN,
			ProblemKind.ENDED_SESSION)),

	/**
	 * Whoever sends an access token of an admin.
	 */
	ADMINS(EnumSet.of(ProblemKind.NOT_AUTHENTICATED, ProblemKind.INVALID_TOKEN, ProblemKind.EXPIRED_TOKEN,
			ProblemKind.ENDED_SESSION, ProblemKind.NOT_ADMIN));

	/**
	 * The security scheme that logs an admin in by e-mail and password.
	 */
	static final String PASSWORD_FLOW = "OAuth2PasswordBearer";

	/**
	 * The security scheme that takes an access token of whatever login.
	 */
	static final String BEARER = "bearer";

	private final Set<ProblemKind> refusals;

	Callers(Set<ProblemKind> refusals) {
		this.refusals = refusals;
	}

	/**
	 * The problems with which all others are refused.
	 */
	Set<ProblemKind> refusals() {
		return this.refusals;
	}

	/**
	 * The security requirements of a route for these callers. Each of them is enough; the
	 * empty one says that a token is optional.
	 */
	List<SecurityRequirement> requirements() {
		if (this == EVERYBODY) {
			return List.of();
		}
		Stream<SecurityRequirement> nothing = (this == READERS) ? Stream.of(new SecurityRequirement()) : Stream.of();
		return Stream
			.concat(nothing,
					Stream.of(PASSWORD_FLOW, BEARER).map((scheme) -> new SecurityRequirement().addList(scheme)))
			.toList();
	}

}
