package dev.authserver.security;

import java.util.List;
import java.util.stream.Stream;

import dev.authserver.openapi.Callers;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.http.HttpMethod;
import org.springframework.security.web.util.matcher.AndRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

import static org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher.pathPattern;

/**
 * A line of the route table.
 *
 * @param path pattern, without a last slash
 * @param callers who may call the route
 * @param requests matches the requests of the route
 */
record Route(String path, Callers callers, RequestMatcher requests) {

	/**
	 * Makes a line for some methods.
	 * @param methods {@code GET} includes {@code HEAD}; none stands for all
	 */
	Route(String path, Callers callers, HttpMethod... methods) {
		this(path, callers, matcher(path, List.of(methods)));
	}

	private static RequestMatcher matcher(String path, List<HttpMethod> methods) {
		if (methods.isEmpty()) {
			return pathPattern(path);
		}
		Stream<HttpMethod> head = methods.contains(HttpMethod.GET) ? Stream.of(HttpMethod.HEAD) : Stream.of();
		return new OrRequestMatcher(Stream.concat(methods.stream(), head)
			.distinct()
			.map((method) -> (RequestMatcher) pathPattern(method, path))
			.toList());
	}

	/**
	 * The same line for those requests only whose query has a parameter.
	 */
	Route withParameter(String name) {
		return new Route(this.path, this.callers,
				new AndRequestMatcher(this.requests, (request) -> request.getParameterMap().containsKey(name)));
	}

	boolean fits(HttpServletRequest request) {
		return this.requests.matches(request);
	}

	/**
	 * Matches requests of browsers that ask what other origins may do here.
	 */
	RequestMatcher preflight() {
		return pathPattern(HttpMethod.OPTIONS, this.path);
	}

}
