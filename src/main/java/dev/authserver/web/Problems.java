package dev.authserver.web;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;

/**
 * The one form of every error.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9457">RFC 9457</a>
 */
final class Problems {

	private static final URI NO_TYPE = URI.create("about:blank");

	private static final URI ROOT = URI.create("/");

	private static final Map<Integer, String> DETAILS = Map.of(400, "The request is not valid HTTP", 408,
			"The request did not arrive in time", 404, "There is nothing at this address", 405,
			"This address does not take this method", 413, "The request is too large", 414,
			"The request line is too long", 431, "The request headers are too large", 500,
			"The server failed to answer this request", 503, "The server cannot answer at the moment; try again");

	private Problems() {
	}

	static ProblemDetail of(HttpStatusCode status) {
		return ProblemDetail.forStatusAndDetail(status, defaultDetail(status));
	}

	/**
	 * Fills the members that every problem has.
	 */
	static ProblemDetail complete(ProblemDetail problem, @Nullable String path) {
		HttpStatusCode status = HttpStatusCode.valueOf(problem.getStatus());
		if (problem.getType() == null) {
			problem.setType(NO_TYPE);
		}
		if (problem.getTitle() == null) {
			problem.setTitle(title(status));
		}
		if (problem.getDetail() == null) {
			problem.setDetail(defaultDetail(status));
		}
		if (problem.getInstance() == null && path != null) {
			problem.setInstance(instance(path));
		}
		return problem;
	}

	static String title(HttpStatusCode status) {
		return (status instanceof HttpStatus known) ? known.getReasonPhrase() : "Error";
	}

	private static String defaultDetail(HttpStatusCode status) {
		return DETAILS.getOrDefault(status.value(), title(status));
	}

	private static URI instance(String path) {
		try {
			return new URI(path);
		}
		catch (URISyntaxException ex) {
			return ROOT;
		}
	}

}
