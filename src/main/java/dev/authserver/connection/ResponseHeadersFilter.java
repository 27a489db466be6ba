package dev.authserver.connection;

import java.io.IOException;

import dev.authserver.problem.ProblemKind;
import dev.authserver.proxy.RequestIds;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;

import org.slf4j.MDC;

import org.springframework.http.HttpHeaders;

/**
 * Gives every answer the protective headers and the request's id, whatever its status.
 * They are set before anything else runs, so that a page may replace one by its own.
 */
class ResponseHeadersFilter extends HttpFilter {

	private static final String NOTHING = "default-src 'none'; frame-ancestors 'none'";

	private static final String TWO_YEARS = "max-age=63072000";

	@Override
	protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		write(request, response);
		chain.doFilter(request, new LastingHeaders(request, response));
	}

	static void write(HttpServletRequest request, HttpServletResponse response) {
		response.setHeader(RequestIds.HEADER, MDC.get(ProblemKind.REQUEST_ID));
		response.setHeader("X-Content-Type-Options", "nosniff");
		response.setHeader("X-Frame-Options", "DENY");
		response.setHeader("Referrer-Policy", "no-referrer");
		response.setHeader("Content-Security-Policy", NOTHING);
		response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
		if (request.isSecure()) {
			response.setHeader("Strict-Transport-Security", TWO_YEARS);
		}
	}

	/**
	 * Keeps the headers when an error throws away what was prepared.
	 */
	private static class LastingHeaders extends HttpServletResponseWrapper {

		private final HttpServletRequest request;

		LastingHeaders(HttpServletRequest request, HttpServletResponse response) {
			super(response);
			this.request = request;
		}

		@Override
		public void reset() {
			super.reset();
			write(this.request, this);
		}

	}

}
