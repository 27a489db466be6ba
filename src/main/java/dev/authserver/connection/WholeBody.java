package dev.authserver.connection;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;

import dev.authserver.problem.ProblemException;
import dev.authserver.problem.ProblemKind;
import org.apache.catalina.connector.Response;
import org.apache.coyote.InputBuffer;
import org.apache.tomcat.util.net.ApplicationBufferHandler;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;

/**
 * A body that is read from its connection at once and kept in memory, unless it is
 * allowed to be {@linkplain #stream() streamed}.
 */
final class WholeBody implements InputBuffer, ApplicationBufferHandler {

	private final InputBuffer connection;

	private final Exchange exchange;

	private final Response response;

	private final boolean last;

	private ByteBuffer piece = ByteBuffer.allocate(0);

	private @Nullable ByteBuffer whole;

	private @Nullable Upload upload;

	private boolean failed;

	/**
	 * @param last whether the connection ends with this request, even if its body is read
	 */
	WholeBody(InputBuffer connection, Exchange exchange, Response response, boolean last) {
		this.last = last;
		this.connection = connection;
		this.exchange = exchange;
		this.response = response;
	}

	@Override
	public int doRead(ApplicationBufferHandler handler) {
		if (this.upload != null) {
			return readPiece(this.upload, handler);
		}
		ByteBuffer body = read();
		int length = body.remaining();
		handler.setByteBuffer(body.slice());
		body.position(body.limit());
		return (length > 0) ? length : -1;
	}

	/**
	 * Lets handlers read the body piece by piece as it comes, whatever its size.
	 */
	void stream() {
		this.upload = this.exchange.stream();
	}

	private int readPiece(Upload pace, ApplicationBufferHandler handler) {
		pace.await(System.nanoTime());
		try {
			int length = this.connection.doRead(handler);
			pace.received(Math.max(0, length), System.nanoTime());
			if (length < 0) {
				arrived();
			}
			return length;
		}
		catch (IOException ex) {
			throw unreadable(ex);
		}
	}

	private void arrived() {
		this.exchange.arrived();
		if (!this.last) {
			this.response.getCoyoteResponse().getMimeHeaders().removeHeader(HttpHeaders.CONNECTION);
		}
	}

	private ProblemException unreadable(IOException ex) {
		boolean late = this.exchange.isCut() || ex instanceof SocketTimeoutException;
		return new ProblemException(late ? ProblemKind.TIMEOUT : ProblemKind.BAD_REQUEST, ex);
	}

	ByteBuffer read() {
		if (this.whole == null) {
			this.whole = ByteBuffer.wrap(readAll());
			arrived();
			if (!this.whole.hasRemaining()) {
				RequestValve.hideContentType(this.response.getRequest());
			}
		}
		return this.whole;
	}

	/**
	 * A body that could not be read once cannot be read again.
	 */
	private byte[] readAll() {
		if (this.failed) {
			throw new ProblemException(ProblemKind.BAD_REQUEST);
		}
		this.failed = true;
		ByteArrayOutputStream body = new ByteArrayOutputStream();
		try {
			while (this.connection.doRead(this) >= 0) {
				byte[] bytes = new byte[this.piece.remaining()];
				this.piece.get(bytes);
				body.writeBytes(bytes);
				if (body.size() > RequestValve.MAX_BODY) {
					throw new ProblemException(ProblemKind.TOO_LARGE);
				}
			}
		}
		catch (IOException ex) {
			throw unreadable(ex);
		}
		this.failed = false;
		return body.toByteArray();
	}

	@Override
	public int available() {
		return (this.whole != null) ? this.whole.remaining() : this.connection.available();
	}

	@Override
	public void setByteBuffer(ByteBuffer buffer) {
		this.piece = buffer;
	}

	@Override
	public ByteBuffer getByteBuffer() {
		return this.piece;
	}

	@Override
	public void expand(int size) {
		throw new UnsupportedOperationException("The connection brings its own buffer");
	}

}
