package dev.authserver.connection;

import java.io.IOException;
import java.util.Set;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/**
 * Reads the body where a handler will read it anyway, so that one of unknown length that
 * is empty is known as such before Spring looks at its type; see {@link RequestValve}.
 */
class BodyFilter extends HttpFilter {

	private static final Set<String> METHODS_WITH_BODY = Set.of("POST", "PUT");

	@Override
	protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws IOException, ServletException {
		if (METHODS_WITH_BODY.contains(request.getMethod())
				&& request.getAttribute(RequestValve.READ_BODY) instanceof Runnable read) {
			read.run();
		}
		chain.doFilter(request, response);
	}

}
