package dev.authserver.problem;

import java.time.Duration;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.web.ErrorResponseException;

/**
 * Ends a request with a problem of some kind.
 */
public class ProblemException extends ErrorResponseException {

	/**
	 * Request attribute of an answer that broke off after its head had been sent.
	 */
	public static final String BROKEN_OFF = ProblemException.class.getName() + ".BROKEN_OFF";

	private final ProblemKind kind;

	public ProblemException(ProblemKind kind) {
		this(kind, kind.detail(), null);
	}

	/**
	 * @param detail a sentence for people, with no more than the client knows
	 */
	public ProblemException(ProblemKind kind, String detail) {
		this(kind, detail, null);
	}

	public ProblemException(ProblemKind kind, @Nullable Throwable cause) {
		this(kind, kind.detail(), cause);
	}

	private ProblemException(ProblemKind kind, String detail, @Nullable Throwable cause) {
		super(kind.status(), kind.problem(), cause);
		getBody().setDetail(detail);
		this.kind = kind;
	}

	/**
	 * The e-mail or the password is wrong; which one is not told.
	 */
	public static ProblemException wrongCredentials() {
		return new ProblemException(ProblemKind.WRONG_CREDENTIALS).challenge("Bearer");
	}

	static ProblemException notAuthenticated() {
		return new ProblemException(ProblemKind.NOT_AUTHENTICATED).challenge("Bearer");
	}

	/**
	 * An access token that proves nothing.
	 * @see <a href="https://www.rfc-editor.org/rfc/rfc6750#section-3.1">RFC 6750, 3.1</a>
	 */
	static ProblemException refusedAccessToken(ProblemKind kind) {
		return new ProblemException(kind, "The access token is not valid")
			.challenge("Bearer error=\"invalid_token\", error_description=\"The access token is not valid\"");
	}

	/**
	 * A refresh token that renews nothing.
	 */
	public static ProblemException refusedRefreshToken(ProblemKind kind) {
		return new ProblemException(kind, "The refresh token is not valid").challenge("Bearer");
	}

	private ProblemException challenge(String challenge) {
		getHeaders().set(HttpHeaders.WWW_AUTHENTICATE, challenge);
		return this;
	}

	/**
	 * What a failure is to a client.
	 */
	public static ProblemException of(Throwable failure) {
		return Problems.of(failure);
	}

	/**
	 * A problem that passes with time.
	 * @param wait until another try may succeed; told in whole seconds, rounded up
	 */
	public static ProblemException retryAfter(ProblemKind kind, Duration wait) {
		return retryAfter(kind, wait, null);
	}

	static ProblemException retryAfter(ProblemKind kind, Duration wait, @Nullable Throwable cause) {
		ProblemException problem = new ProblemException(kind, cause);
		problem.getHeaders().set(HttpHeaders.RETRY_AFTER, String.valueOf(wait.toSeconds() + 1));
		return problem;
	}

	/**
	 * Input that cannot be used for what one field says.
	 */
	public static ProblemException invalid(String field, String message) {
		return invalid(List.of(new InvalidField(field, message)));
	}

	static ProblemException invalid(List<InvalidField> fields) {
		ProblemException problem = new ProblemException(ProblemKind.INVALID_INPUT, InvalidField.sentence(fields));
		problem.getBody().setProperty("errors", fields);
		return problem;
	}

	public ProblemKind kind() {
		return this.kind;
	}

}
