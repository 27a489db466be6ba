package dev.authserver.problem;

import java.io.IOException;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.apache.coyote.CloseNowException;

import org.springframework.web.servlet.HandlerExceptionResolver;

/**
 * Answers what filters throw with the same problem details as what controllers throw.
 */
class ProblemFilter extends HttpFilter {

	/**
	 * Request attribute of an answer that broke off after its head had been sent.
	 */
	static final String BROKEN_OFF = ProblemFilter.class.getName() + ".BROKEN_OFF";

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
			this.resolver.resolveException(request, response, null, failure);
		}
		if (request.getAttribute(BROKEN_OFF) != null) {
			throw new CloseNowException("The answer broke off, and the client shall see it");
		}
	}

}
