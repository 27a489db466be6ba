package dev.authserver.problem;

import java.io.IOException;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.web.servlet.HandlerExceptionResolver;

/**
 * Answers what filters throw with the same problem details as what controllers throw.
 */
class ProblemFilter extends HttpFilter {

	private final HandlerExceptionResolver resolver;

	ProblemFilter(HandlerExceptionResolver resolver) {
		this.resolver = resolver;
	}

	@Override
	protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		try {
			chain.doFilter(request, response);
		}
		catch (Exception ex) {
			Exception failure = (ex instanceof ServletException && ex.getCause() instanceof Exception cause) ? cause
					: ex;
			if (this.resolver.resolveException(request, response, null, failure) == null) {
				throw ex;
			}
		}
	}

}
