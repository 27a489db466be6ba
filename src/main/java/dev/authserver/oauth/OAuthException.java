package dev.authserver.oauth;

import dev.authserver.login.OAuthError;
import dev.authserver.problem.ProblemException;
import dev.authserver.problem.ProblemKind;

import org.springframework.http.HttpStatus;

/**
 * Refuses a request as OAuth 2 has it.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6749#section-5.2">RFC 6749, 5.2</a>
 */
class OAuthException extends RuntimeException {

	private final HttpStatus status;

	private final String code;

	private final String description;

	private OAuthException(HttpStatus status, String code, String description) {
		super(code + ": " + description);
		this.status = status;
		this.code = code;
		this.description = description;
	}

	static OAuthException invalidRequest(String description) {
		return new OAuthException(HttpStatus.BAD_REQUEST, "invalid_request", description);
	}

	static OAuthException unsupportedGrantType() {
		return new OAuthException(HttpStatus.BAD_REQUEST, "unsupported_grant_type",
				"The grant type must be password or refresh_token");
	}

	static OAuthException invalidClient() {
		return new OAuthException(HttpStatus.UNAUTHORIZED, "invalid_client", "The client's name or secret is wrong");
	}

	/**
	 * What a problem is called in OAuth 2: credentials and tokens that are refused are
	 * grants that are not valid. All else, such as too many tries, stays the problem that
	 * it is.
	 */
	static RuntimeException of(ProblemException problem) {
		return (problem.kind().status() == HttpStatus.UNAUTHORIZED)
				? new OAuthException(HttpStatus.BAD_REQUEST, "invalid_grant", detail(problem)) : problem;
	}

	private static String detail(ProblemException problem) {
		String detail = problem.getBody().getDetail();
		return (detail != null) ? detail : ProblemKind.INVALID_TOKEN.detail();
	}

	HttpStatus status() {
		return this.status;
	}

	OAuthError body() {
		return new OAuthError(this.code, this.description);
	}

}
