package dev.authserver.connection;

import java.io.IOException;
import java.util.Set;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpMethod;
import org.springframework.security.web.util.matcher.RequestMatcher;

import static org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher.pathPattern;

/**
 * Reads the body where a handler will read it anyway, so that one of unknown length that
 * is empty is known as such before Spring looks at its type; see {@link RequestValve}.
 * Lets an import stream its body instead: the route table has let an admin in by then, so
 * that nobody else gets past the limits of size and time.
 */
class BodyFilter extends HttpFilter {

	private static final Set<String> METHODS_WITH_BODY = Set.of("POST", "PUT");

	private static final RequestMatcher STREAMED = pathPattern(HttpMethod.POST, "/users/import");

	@Override
	protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws IOException, ServletException {
		if (METHODS_WITH_BODY.contains(request.getMethod())
				&& request.getAttribute(RequestValve.BODY) instanceof WholeBody body) {
			if (STREAMED.matches(request)) {
				body.stream();
			}
			else {
				body.read();
			}
		}
		chain.doFilter(request, response);
	}

}
