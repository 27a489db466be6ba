package dev.authserver.problem;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

import org.slf4j.MDC;

import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;

/**
 * The kinds of problems. Clients tell them apart by {@link #type()}, which never changes,
 * and need not compare sentences.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9457#section-3.1.1">RFC 9457, 3.1.1</a>
 */
public enum ProblemKind {

	BAD_REQUEST(HttpStatus.BAD_REQUEST, "The request is not valid HTTP",
			"Correct the request before sending it again."),

	NOT_AUTHENTICATED(HttpStatus.UNAUTHORIZED, "Not authenticated",
			"Send an access token: Authorization: Bearer TOKEN."),

	INVALID_TOKEN(HttpStatus.UNAUTHORIZED, "The token is not valid",
			"The token was not issued by this server for this use. Log in again."),

	EXPIRED_TOKEN(HttpStatus.UNAUTHORIZED, "The token has expired",
			"Renew an access token with the refresh token. If that one has expired, log in again."),

	ENDED_SESSION(HttpStatus.UNAUTHORIZED, "The session has ended",
			"Its user has logged out, the password or the e-mail was changed, an admin ended it, or it ran out. Log in again."),

	WRONG_CREDENTIALS(HttpStatus.UNAUTHORIZED, "Incorrect username or password", "Ask for both again."),

	NOT_ADMIN(HttpStatus.FORBIDDEN, "Not an admin user", "Only admins may do this."),

	FOREIGN_ORIGIN(HttpStatus.FORBIDDEN, "Pages of this origin may not do this",
			"The server's operator names allowed origins in CORS_ALLOWED_ORIGINS."),

	WRONG_PASSWORD(HttpStatus.FORBIDDEN, "The current password is wrong", "Ask for the current password again."),

	NOT_FOUND(HttpStatus.NOT_FOUND, "There is nothing at this address", "Correct the address: /docs lists them all."),

	USER_NOT_FOUND(HttpStatus.NOT_FOUND, "No such user", "No user has this e-mail."),

	SESSION_NOT_FOUND(HttpStatus.NOT_FOUND, "No such session", "The user has no such session, or no longer."),

	KEY_NOT_FOUND(HttpStatus.NOT_FOUND, "No such signing key", "GET /keys/ lists the keys."),

	METHOD_NOT_ALLOWED(HttpStatus.METHOD_NOT_ALLOWED, "This address does not take this method",
			"The header Allow lists the methods that it takes."),

	NOT_ACCEPTABLE(HttpStatus.NOT_ACCEPTABLE, "There is no answer of the type that is asked for",
			"Accept application/json."),

	TIMEOUT(HttpStatus.REQUEST_TIMEOUT, "The request did not arrive in time",
			"Send the request whole, within 25 seconds, or an import without long pauses."),

	EMAIL_TAKEN(HttpStatus.CONFLICT, "Another user has this e-mail", "Choose another e-mail."),

	LAST_ADMIN(HttpStatus.CONFLICT, "The last active admin must stay one", "Make another user an admin first."),

	FIXED_KEY(HttpStatus.CONFLICT, "The server does not make this key itself",
			"Set ACCESS_TOKEN_ALGORITHM to ES256, EdDSA or RS256, and leave SIGNING_KEY_FILE unset."),

	TOO_LARGE(HttpStatus.CONTENT_TOO_LARGE, "The request is too large", "A body has at most 64 KiB."),

	INVALID_INPUT(HttpStatus.UNPROCESSABLE_CONTENT, "The request cannot be used as it is",
			"The member errors lists the fields and what is wrong with each."),

	THROTTLED(HttpStatus.TOO_MANY_REQUESTS, "Too many wrong passwords, try again later",
			"Wait for the seconds that the header Retry-After tells."),

	FAILED(HttpStatus.INTERNAL_SERVER_ERROR, "The server failed to answer this request",
			"This is a fault of the server, whose log tells more."),

	OVERLOADED(HttpStatus.SERVICE_UNAVAILABLE, "Too many logins at once, try again soon",
			"Wait for the seconds that the header Retry-After tells."),

	UNAVAILABLE(HttpStatus.SERVICE_UNAVAILABLE, "The server cannot answer at the moment; try again",
			"Wait for the seconds that the header Retry-After tells.");

	/**
	 * Names the id of a request in each problem and in the logging context.
	 */
	public static final String REQUEST_ID = "request_id";

	/**
	 * The kinds of failures of which a library, or Tomcat, tells the status and no more.
	 */
	private static final Set<ProblemKind> TOLD_BY_STATUS = EnumSet.of(BAD_REQUEST, NOT_FOUND, METHOD_NOT_ALLOWED,
			NOT_ACCEPTABLE, TIMEOUT, TOO_LARGE, FAILED, UNAVAILABLE);

	private final HttpStatus status;

	private final String detail;

	private final String remedy;

	ProblemKind(HttpStatus status, String detail, String remedy) {
		this.status = status;
		this.detail = detail;
		this.remedy = remedy;
	}

	public HttpStatus status() {
		return this.status;
	}

	/**
	 * What is wrong, in a sentence, unless the problem itself knows more.
	 */
	public String detail() {
		return this.detail;
	}

	/**
	 * What the client can do about it.
	 */
	public String remedy() {
		return this.remedy;
	}

	/**
	 * The name in {@link #type()}.
	 */
	public String slug() {
		return name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

	/**
	 * The address of the page about this kind, relative to that of the server.
	 */
	public URI type() {
		return URI.create("/problems/" + slug());
	}

	/**
	 * The kind that a status alone tells, if any.
	 */
	static Optional<ProblemKind> of(int status) {
		return TOLD_BY_STATUS.stream().filter((kind) -> kind.status.value() == status).findFirst();
	}

	/**
	 * The problem that a status alone tells. Of one that is in no table nothing is known
	 * but what HTTP says.
	 */
	public static ProblemDetail problemOf(int status, String path) {
		return complete(of(status).map(ProblemKind::problem).orElseGet(() -> ProblemDetail.forStatus(status)), path);
	}

	ProblemDetail problem() {
		ProblemDetail problem = ProblemDetail.forStatusAndDetail(this.status, this.detail);
		problem.setType(type());
		return problem;
	}

	/**
	 * Fills the members that every problem has.
	 */
	static ProblemDetail complete(ProblemDetail problem, String path) {
		HttpStatus status = HttpStatus.resolve(problem.getStatus());
		String title = (status != null) ? status.getReasonPhrase() : "Error";
		if (problem.getType() == null) {
			problem.setType(URI.create("about:blank"));
		}
		if (problem.getTitle() == null) {
			problem.setTitle(title);
		}
		if (problem.getDetail() == null) {
			problem.setDetail(title);
		}
		problem.setProperty(REQUEST_ID, MDC.get(REQUEST_ID));
		try {
			problem.setInstance(new URI(path));
		}
		catch (URISyntaxException ex) {
			problem.setInstance(URI.create("/"));
		}
		return problem;
	}

}
