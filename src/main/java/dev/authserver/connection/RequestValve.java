package dev.authserver.connection;

import java.io.IOException;
import java.nio.charset.Charset;

import dev.authserver.problem.ProblemException;
import dev.authserver.problem.ProblemKind;
import dev.authserver.proxy.ClientAddress;
import dev.authserver.proxy.RequestIds;
import jakarta.servlet.ServletException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.ActionCode;
import org.apache.coyote.InputBuffer;
import org.slf4j.MDC;

import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;

/**
 * Puts each request on the clock, gives it an id, and reads its body whole before
 * anything parses it, so that a request that waits for its client holds the bytes that
 * have come and nothing more. The first read of the body, by whichever handler, form or
 * multipart parser, takes all of it, except on the route that {@link BodyFilter} lets
 * stream. An answer to a request whose body nobody has read ends the connection, and so
 * does each answer while places are short: clients that keep their connections busy would
 * keep all newcomers out.
 */
class RequestValve extends ValveBase {

	/**
	 * The largest body, in bytes: more than any request of this API needs.
	 */
	static final int MAX_BODY = 64 * 1024;

	/**
	 * Request attribute of the {@link WholeBody}, where a body is announced.
	 */
	static final String BODY = RequestValve.class.getName() + ".BODY";

	private static final String CLOSE = "close";

	private final ConnectionProperties times;

	private final RequestIds ids;

	RequestValve(ConnectionProperties times, RequestIds ids) {
		super(true);
		this.times = times;
		this.ids = ids;
	}

	/**
	 * Names the request to whatever is logged or answered meanwhile.
	 */
	@Override
	public void invoke(Request request, Response response) throws IOException, ServletException {
		MDC.put(ProblemKind.REQUEST_ID, this.ids.of(request.getHeader(RequestIds.HEADER), request.getPeerAddr()));
		try {
			answer(request, response);
		}
		finally {
			MDC.remove(ProblemKind.REQUEST_ID);
		}
	}

	private void answer(Request request, Response response) throws IOException, ServletException {
		request.setRemoteAddr(ClientAddress.of(request.getRemoteAddr(), request.getPeerAddr()));
		dropManyRanges(request);
		replaceUnreadableContentType(request);
		Exchange exchange = exchange(request.getCoyoteRequest());
		InputBuffer connection = request.getCoyoteRequest().getInputBuffer();
		Exchanges exchanges = WatchedProtocol.exchanges(request);
		boolean last = exchanges.areCrowded();
		if (last || hasBody(request)) {
			response.setHeader(HttpHeaders.CONNECTION, CLOSE);
		}
		if (hasBody(request)) {
			WholeBody body = new WholeBody(connection, exchange, response, last);
			request.getCoyoteRequest().setInputBuffer(body);
			request.setAttribute(BODY, body);
		}
		else {
			exchange.arrived();
			hideContentType(request);
		}
		exchanges.start(exchange);
		try {
			getNext().invoke(request, response);
			finish(request, response);
		}
		finally {
			request.getCoyoteRequest().setInputBuffer(connection);
			if (exchange.isArriving()) {
				exchange.answeredUnread();
			}
			else {
				exchange.over();
				exchanges.stop(exchange);
			}
		}
	}

	/**
	 * Sends the rest of the answer, or closes the connection where the answer has broken
	 * off, so that the client notices.
	 */
	private static void finish(Request request, Response response) throws IOException {
		if (request.getAttribute(ProblemException.BROKEN_OFF) != null) {
			response.getCoyoteResponse().action(ActionCode.CLOSE_NOW, null);
		}
		request.finishRequest();
		response.finishResponse();
	}

	private Exchange exchange(org.apache.coyote.Request request) {
		return new Exchange(request.getServletConnection().getConnectionId(), request.getStartTimeNanos(), this.times,
				() -> request.getResponse().isCommitted(), () -> request.getResponse().getBytesWritten(false));
	}

	private static boolean hasBody(Request request) {
		String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
		return (length != null && !length.equals("0")) || request.getHeader(HttpHeaders.TRANSFER_ENCODING) != null;
	}

	/**
	 * Lets a request for several ranges be answered with the whole file, as a server may:
	 * each range would unpack a script of the docs from its beginning, and a hundred of
	 * them took a processor for 0.6 s.
	 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-14.2">RFC 9110,
	 * 14.2</a>
	 */
	private static void dropManyRanges(Request request) {
		String range = request.getHeader(HttpHeaders.RANGE);
		if (range != null && range.indexOf(',') >= 0) {
			request.getCoyoteRequest().getMimeHeaders().removeHeader(HttpHeaders.RANGE);
		}
	}

	/**
	 * Shows a {@code Content-Type} that cannot be parsed as one of no known type, which
	 * the routes that read a body refuse in their turn. Spring would throw wherever it
	 * first reads the type.
	 */
	private static void replaceUnreadableContentType(Request request) {
		String type = request.getHeader(HttpHeaders.CONTENT_TYPE);
		if (type != null && !isReadable(type)) {
			hideContentType(request);
			request.getCoyoteRequest()
				.getMimeHeaders()
				.setValue(HttpHeaders.CONTENT_TYPE)
				.setString(MediaType.APPLICATION_OCTET_STREAM_VALUE);
		}
	}

	private static boolean isReadable(String type) {
		try {
			MediaType parsed = MediaType.parseMediaType(type);
			String charset = parsed.getParameter("charset");
			return parsed.isConcrete() && (charset == null || Charset.isSupported(charset.replace("\"", "")));
		}
		catch (IllegalArgumentException ex) {
			return false;
		}
	}

	/**
	 * No body is no body, whatever its type says: clients send the type of a form with a
	 * {@code PUT} that has all its values in the query.
	 */
	static void hideContentType(Request request) {
		request.getCoyoteRequest().getMimeHeaders().removeHeader(HttpHeaders.CONTENT_TYPE);
	}

}
