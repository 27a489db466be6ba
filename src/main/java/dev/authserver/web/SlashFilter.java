package dev.authserver.web;

import java.io.IOException;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;

/**
 * Makes {@code /user/} the same as {@code /user}.
 */
class SlashFilter extends HttpFilter {

	private static final String SLASH = "/";

	@Override
	protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		chain.doFilter(hasSlash(request.getRequestURI()) ? new WithoutSlash(request) : request, response);
	}

	private static boolean hasSlash(String path) {
		return path.length() > 1 && path.endsWith(SLASH);
	}

	/**
	 * The same request by its canonical path.
	 */
	private static final class WithoutSlash extends HttpServletRequestWrapper {

		private final String uri;

		private final String path;

		WithoutSlash(HttpServletRequest request) {
			super(request);
			this.uri = cut(request.getRequestURI());
			this.path = cut(request.getServletPath());
		}

		private static String cut(String path) {
			return hasSlash(path) ? path.substring(0, path.length() - 1) : path;
		}

		@Override
		public String getRequestURI() {
			return this.uri;
		}

		@Override
		public StringBuffer getRequestURL() {
			StringBuffer url = super.getRequestURL();
			url.setLength(url.length() - 1);
			return url;
		}

		@Override
		public String getServletPath() {
			return this.path;
		}

	}

}
