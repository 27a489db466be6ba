package dev.authserver.connection;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import dev.authserver.testsupport.Api;
import dev.authserver.testsupport.ApiTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Clients who send or take a byte now and then do not keep their connection, wherever in
 * a request their bytes are.
 */
@Execution(ExecutionMode.CONCURRENT)
@ApiTest
@TestPropertySource(properties = { "auth.connection.request-time=1500ms", "auth.connection.unread-time=500ms",
		"auth.connection.answer-window=1s" })
class SlowClientTests {

	private static final String JSON = "Content-Type: application/json\r\n";

	private static final String FORM = "Content-Type: application/x-www-form-urlencoded\r\n";

	private static final String MULTIPART = "Content-Type: multipart/form-data; boundary=B\r\n";

	private static final String NDJSON = "Content-Type: application/x-ndjson\r\n";

	private static final String LENGTH = "Content-Length: 60000\r\n\r\n";

	private static final String CHUNKED = "Transfer-Encoding: chunked\r\n\r\n";

	@LocalServerPort
	private int port;

	@ParameterizedTest
	@MethodSource
	@Timeout(60)
	void requestWhenSentByteByByteEndsWithTheConnection(String start, String answer) throws Exception {
		String said = drip(start);
		assertThat(said.lines().findFirst().orElse("")).isEqualTo(answer);
		if (!answer.isEmpty()) {
			assertThat(said).contains("Connection: close");
		}
	}

	static Stream<Arguments> requestWhenSentByteByByteEndsWithTheConnection() {
		String late = "HTTP/1.1 408 ";
		String field = "--B\r\nContent-Disposition: form-data; name=\"username\"\r\n\r\na";
		return Stream.of(Arguments.of("", ""), Arguments.of("\r\n", ""), Arguments.of(head("GET /", "X-Slow: "), ""),
				Arguments.of(head("POST /token/", JSON + LENGTH) + "{\"email\":\"", late),
				Arguments.of(head("POST /admin_token/", FORM + LENGTH) + "username=", late),
				Arguments.of(head("POST /admin_token/", MULTIPART + LENGTH) + field, late),
				Arguments.of(head("POST /refresh/", JSON + CHUNKED), late),
				Arguments.of(head("POST /refresh/", JSON + CHUNKED) + "5;x=", late),
				Arguments.of(head("POST /refresh/", JSON + CHUNKED) + "2\r\n{}\r\n0\r\nX-Trailer: ", late),
				Arguments.of(head("POST /user/", JSON + LENGTH), "HTTP/1.1 401 "),
				Arguments.of(head("POST /user/", JSON + CHUNKED) + "5;x=", "HTTP/1.1 401 "),
				Arguments.of(head("POST /users/import/", NDJSON + LENGTH), "HTTP/1.1 401 "),
				Arguments.of(head("POST /nowhere", MULTIPART + LENGTH) + field, "HTTP/1.1 404 "),
				Arguments.of(head("PUT /token", JSON + LENGTH), "HTTP/1.1 405 "),
				Arguments.of(head("GET /", LENGTH), "HTTP/1.1 200 "),
				Arguments.of(head("GET /users/", MULTIPART + LENGTH) + field, "HTTP/1.1 200 "),
				Arguments.of(head("HEAD /users/", FORM + LENGTH) + "q=", "HTTP/1.1 200 "),
				Arguments.of(head("OPTIONS /token/", CHUNKED) + "ff", "HTTP/1.1 200 "),
				Arguments.of(head("POST /token/", JSON + CHUNKED) + "11000\r\n" + "a".repeat(0x11000) + "\r\n",
						"HTTP/1.1 413 "));
	}

	private static String head(String request, String rest) {
		return request + " HTTP/1.1\r\nHost: localhost\r\n" + rest;
	}

	/**
	 * Sends the start of a request and then a byte every 200 ms.
	 * @return what the server has said when it closes the connection
	 */
	private String drip(String start) throws Exception {
		try (Socket socket = new Socket("127.0.0.1", this.port)) {
			socket.setSoTimeout(30_000);
			Thread writer = new Thread(() -> write(socket, start));
			writer.start();
			String answer = read(socket);
			writer.interrupt();
			return answer;
		}
	}

	private static void write(Socket socket, String start) {
		try {
			socket.getOutputStream().write(start.getBytes(StandardCharsets.US_ASCII));
			while (true) {
				TimeUnit.MILLISECONDS.sleep(200);
				socket.getOutputStream().write(start.isBlank() ? '\n' : 'a');
			}
		}
		catch (IOException | InterruptedException ex) {
			// the server has closed the connection, as it should
			return;
		}
	}

	private static String read(Socket socket) throws IOException {
		StringBuilder answer = new StringBuilder();
		try {
			for (int next = socket.getInputStream().read(); next >= 0; next = socket.getInputStream().read()) {
				answer.append((char) next);
			}
		}
		catch (SocketException ex) {
			return answer.toString();
		}
		return answer.toString();
	}

	@Test
	@Timeout(60)
	void importWhenAdminSendsItByteByByteEndsWithTheConnection() throws Exception {
		String said = drip(importHead() + CHUNKED + "ffff\r\n{");
		assertThat(said.lines().findFirst().orElse("")).isEqualTo("HTTP/1.1 408 ");
	}

	/**
	 * The request takes longer than others may, and its body is larger.
	 */
	@Test
	@Timeout(60)
	void importWhenAdminSendsItSteadilyIsTaken() throws Exception {
		byte[] lines = "{}\n".repeat(10_000).getBytes();
		try (Socket socket = new Socket("127.0.0.1", this.port)) {
			socket.setSoTimeout(30_000);
			String length = "Connection: close\r\nContent-Length: " + 20 * lines.length + "\r\n\r\n";
			socket.getOutputStream().write((importHead() + length).getBytes());
			for (int i = 0; i < 20; i++) {
				socket.getOutputStream().write(lines);
				TimeUnit.MILLISECONDS.sleep(100);
			}
			assertThat(read(socket)).startsWith("HTTP/1.1 200 ").contains("\"failed\":200000");
		}
	}

	private String importHead() {
		String token = new Api(this.port).adminToken();
		return head("POST /users/import/", NDJSON + "Authorization: Bearer " + token + "\r\n");
	}

	/**
	 * The answers are many more than the buffers between server and client have room for.
	 */
	@Test
	@Timeout(60)
	void answersWhenTakenByteByByteEndWithTheConnection() throws Exception {
		int requests = 60;
		String script = "/webjars/redoc/redoc.standalone.js";
		int size = new Api(this.port).get(script).body().length();
		try (Socket socket = new Socket()) {
			socket.setSoTimeout(30_000);
			socket.setReceiveBufferSize(4096);
			socket.connect(new InetSocketAddress("127.0.0.1", this.port));
			socket.getOutputStream().write(head("GET " + script, "\r\n").repeat(requests).getBytes());
			long taken = 0;
			for (int i = 0; i < 60; i++) {
				taken += Math.max(0, socket.getInputStream().read(new byte[256]));
				TimeUnit.MILLISECONDS.sleep(100);
			}
			assertThat(taken + rest(socket.getInputStream())).isLessThan((long) requests * size);
		}
	}

	private static long rest(InputStream answers) throws IOException {
		long length = 0;
		byte[] buffer = new byte[65536];
		try {
			for (int read = answers.read(buffer); read >= 0; read = answers.read(buffer)) {
				length += read;
			}
		}
		catch (SocketException ex) {
			return length;
		}
		return length;
	}

	/**
	 * The answers are as many, and a client that takes its time gets them all.
	 */
	@Test
	@Timeout(60)
	void answersWhenTakenFastEnoughAreComplete() throws Exception {
		String script = "/webjars/redoc/redoc.standalone.js";
		int size = new Api(this.port).get(script).body().length();
		try (Socket socket = new Socket()) {
			socket.setSoTimeout(30_000);
			socket.setReceiveBufferSize(65536);
			socket.connect(new InetSocketAddress("127.0.0.1", this.port));
			socket.getOutputStream().write(head("GET " + script, "\r\n").repeat(9).getBytes());
			socket.getOutputStream().write(head("GET " + script, "Connection: close\r\n\r\n").getBytes());
			long taken = 0;
			byte[] buffer = new byte[256 * 1024];
			for (int read = 0; read >= 0; read = socket.getInputStream().readNBytes(buffer, 0, buffer.length)) {
				taken += read;
				if (read < buffer.length && read > 0) {
					break;
				}
				TimeUnit.MILLISECONDS.sleep(100);
			}
			assertThat(taken).isGreaterThan(10L * size);
		}
	}

}
