package dev.authserver.web;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

import dev.authserver.testsupport.Api.Answer;

/**
 * Sends any bytes as one request after the other, on one connection as long as the server
 * keeps it, and takes no answer but a well-formed one.
 */
final class KeptConnection implements AutoCloseable {

	private static final Pattern STATUS = Pattern.compile("HTTP/1\\.1 \\d{3}( .*)?");

	private static final Pattern HEADER = Pattern.compile("[\\w-]+: ?[\\x20-\\x7e]*");

	private static final int MAX_WAIT = 60_000;

	private final int port;

	private Socket socket = new Socket();

	private InputStream in = InputStream.nullInputStream();

	KeptConnection(int port) {
		this.port = port;
		close();
	}

	/**
	 * Sends once more where the connection has ended meanwhile.
	 */
	Answer send(byte[] request) throws IOException {
		try {
			return exchange(request);
		}
		catch (IOException ex) {
			close();
			return exchange(request);
		}
	}

	private Answer exchange(byte[] request) throws IOException {
		if (this.socket.isClosed()) {
			this.socket = new Socket("127.0.0.1", this.port);
			this.socket.setSoTimeout(MAX_WAIT);
			this.socket.setTcpNoDelay(true);
			this.in = new BufferedInputStream(this.socket.getInputStream());
		}
		this.socket.getOutputStream().write(request);
		boolean head = new String(request, 0, 5, StandardCharsets.ISO_8859_1).equals("HEAD ");
		Answer answer = read(head);
		while (answer.status() == 100) {
			answer = read(head);
		}
		if (answer.header("Connection").equalsIgnoreCase("close")) {
			close();
		}
		return answer;
	}

	private Answer read(boolean head) throws IOException {
		String status = line();
		require(STATUS.matcher(status).matches(), status);
		int code = Integer.parseInt(status.substring(9, 12));
		Map<String, List<String>> headers = new TreeMap<>();
		for (String line = line(); !line.isEmpty(); line = line()) {
			require(HEADER.matcher(line).matches(), line);
			String[] header = line.split(": ?", 2);
			headers.put(header[0].toLowerCase(Locale.ROOT), List.of(header[1]));
		}
		Answer answer = new Answer(code, headers, "");
		boolean none = head || code < 200 || code == 204 || code == 304;
		return none ? answer : new Answer(code, headers, new String(body(answer), StandardCharsets.UTF_8));
	}

	private byte[] body(Answer head) throws IOException {
		boolean chunked = head.header("Transfer-Encoding").equals("chunked");
		if (!chunked && head.header("Content-Length").isEmpty()) {
			require(head.header("Connection").equalsIgnoreCase("close"), "the body has no end");
			return this.in.readAllBytes();
		}
		if (!chunked) {
			return bytes(Integer.parseInt(head.header("Content-Length")));
		}
		ByteArrayOutputStream body = new ByteArrayOutputStream();
		for (int size = Integer.parseInt(line(), 16); size > 0; size = Integer.parseInt(line(), 16)) {
			body.write(bytes(size));
			require(line().isEmpty(), "a chunk does not end");
		}
		require(line().isEmpty(), "the chunks do not end");
		return body.toByteArray();
	}

	private byte[] bytes(int length) throws IOException {
		byte[] bytes = this.in.readNBytes(length);
		if (bytes.length < length) {
			throw new EOFException();
		}
		return bytes;
	}

	private String line() throws IOException {
		StringBuilder line = new StringBuilder();
		for (int next = this.in.read(); next != '\n'; next = this.in.read()) {
			if (next < 0) {
				throw new EOFException();
			}
			line.append((char) next);
		}
		require(line.length() > 0 && line.charAt(line.length() - 1) == '\r', line.toString());
		line.setLength(line.length() - 1);
		return line.toString();
	}

	private static void require(boolean wellFormed, String what) {
		if (!wellFormed) {
			throw new AssertionError("No HTTP: " + what);
		}
	}

	@Override
	public void close() {
		try {
			this.socket.close();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
