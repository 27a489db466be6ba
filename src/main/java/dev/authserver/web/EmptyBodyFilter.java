package dev.authserver.web;

import java.io.IOException;
import java.io.PushbackInputStream;
import java.util.List;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpHeaders;

/**
 * Takes the {@code Content-Type} away from requests without a body: no body is no body,
 * whatever its type says. Clients send the type of a form with a {@code PUT} that has all
 * its values in the query.
 */
class EmptyBodyFilter extends HttpFilter {

	private static final List<String> READ = List.of("POST", "PUT");

	@Override
	protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		chain.doFilter((request.getContentType() != null) ? typed(request) : request, response);
	}

	/**
	 * Looks for the first byte of a body that announces no length, but only where a
	 * controller reads the body anyway.
	 */
	private static HttpServletRequest typed(HttpServletRequest request) throws IOException {
		if (request.getContentLengthLong() > 0) {
			return request;
		}
		if (request.getHeader(HttpHeaders.TRANSFER_ENCODING) == null) {
			return new TypedRequest(request, null);
		}
		if (!READ.contains(request.getMethod())) {
			return request;
		}
		PushbackInputStream body = new PushbackInputStream(request.getInputStream());
		int first = body.read();
		if (first < 0) {
			return new TypedRequest(request, null);
		}
		body.unread(first);
		return new BegunRequest(request, body);
	}

	/**
	 * A request whose body has been begun and is read through this stream.
	 */
	private static final class BegunRequest extends HttpServletRequestWrapper {

		private final PushbackInputStream body;

		BegunRequest(HttpServletRequest request, PushbackInputStream body) {
			super(request);
			this.body = body;
		}

		@Override
		public ServletInputStream getInputStream() {
			return new BegunBody(this.body);
		}

	}

	private static final class BegunBody extends ServletInputStream {

		private final PushbackInputStream body;

		BegunBody(PushbackInputStream body) {
			this.body = body;
		}

		@Override
		public int read() throws IOException {
			return this.body.read();
		}

		@Override
		public int read(byte[] target, int offset, int length) throws IOException {
			return this.body.read(target, offset, length);
		}

		@Override
		public boolean isFinished() {
			return false;
		}

		@Override
		public boolean isReady() {
			return true;
		}

		@Override
		public void setReadListener(ReadListener listener) {
			throw new UnsupportedOperationException("The body is read blocking");
		}

	}

}
