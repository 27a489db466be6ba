package dev.authserver.connection;

import java.io.IOException;
import java.util.Set;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpHeaders;

/**
 * Has a body of unknown length read where a handler will read it anyway, so that an empty
 * one is known as such before Spring looks at its type; see {@link RequestValve}.
 */
class ChunkedBodyFilter extends HttpFilter {

	private static final Set<String> METHODS_WITH_BODY = Set.of("POST", "PUT");

	@Override
	protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws IOException, ServletException {
		if (request.getHeader(HttpHeaders.TRANSFER_ENCODING) != null
				&& METHODS_WITH_BODY.contains(request.getMethod())) {
			request.getInputStream().read(new byte[0]);
		}
		chain.doFilter(request, response);
	}

}
