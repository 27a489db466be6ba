package dev.authserver.web;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;

/**
 * Refuses large and slow request bodies. Large ones at once where the length is
 * announced, otherwise as soon as too much has been read; slow ones when their time is
 * over, however often a byte arrives.
 */
class BodyLimitFilter extends HttpFilter {

	private final long limit;

	private final Duration time;

	/**
	 * @param limit in bytes
	 * @param time until the whole body must have arrived
	 */
	BodyLimitFilter(long limit, Duration time) {
		this.limit = limit;
		this.time = time;
	}

	@Override
	protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		if (request.getContentLengthLong() > this.limit) {
			throw new BodyLimitException(HttpStatus.CONTENT_TOO_LARGE);
		}
		chain.doFilter(hasBody(request) ? new LimitedRequest(request, this.limit, this.time) : request, response);
	}

	private static boolean hasBody(HttpServletRequest request) {
		return request.getContentLengthLong() > 0 || request.getHeader(HttpHeaders.TRANSFER_ENCODING) != null;
	}

	/**
	 * A body went beyond the limit while it was read.
	 */
	static class BodyLimitException extends IOException {

		private final HttpStatus status;

		BodyLimitException(HttpStatus status) {
			super(status.getReasonPhrase());
			this.status = status;
		}

		/**
		 * 408 or 413.
		 */
		HttpStatus status() {
			return this.status;
		}

	}

	private static class LimitedRequest extends HttpServletRequestWrapper {

		private final long limit;

		private final long deadline;

		LimitedRequest(HttpServletRequest request, long limit, Duration time) {
			super(request);
			this.limit = limit;
			this.deadline = System.nanoTime() + time.toNanos();
		}

		@Override
		public ServletInputStream getInputStream() throws IOException {
			return new LimitedStream(super.getInputStream(), this.limit, this.deadline);
		}

		@Override
		public BufferedReader getReader() throws IOException {
			String encoding = getCharacterEncoding();
			Charset charset = (encoding != null) ? Charset.forName(encoding) : StandardCharsets.UTF_8;
			return new BufferedReader(new InputStreamReader(getInputStream(), charset));
		}

	}

	private static class LimitedStream extends ServletInputStream {

		private final ServletInputStream body;

		private final long deadline;

		private long left;

		LimitedStream(ServletInputStream body, long limit, long deadline) {
			this.body = body;
			this.left = limit;
			this.deadline = deadline;
		}

		@Override
		public int read() throws IOException {
			int read = this.body.read();
			count((read < 0) ? 0 : 1);
			return read;
		}

		@Override
		public int read(byte[] target, int offset, int length) throws IOException {
			int read = this.body.read(target, offset, length);
			count(read);
			return read;
		}

		private void count(int read) throws BodyLimitException {
			this.left -= Math.max(read, 0);
			if (this.left < 0) {
				throw new BodyLimitException(HttpStatus.CONTENT_TOO_LARGE);
			}
			if (read > 0 && System.nanoTime() - this.deadline > 0) {
				throw new BodyLimitException(HttpStatus.REQUEST_TIMEOUT);
			}
		}

		@Override
		public boolean isFinished() {
			return this.body.isFinished();
		}

		@Override
		public boolean isReady() {
			return this.body.isReady();
		}

		@Override
		public void setReadListener(ReadListener listener) {
			this.body.setReadListener(listener);
		}

	}

}
