package dev.authserver.web;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

import dev.authserver.testsupport.ApiTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Clients who send a byte now and then do not keep their connection.
 */
@Execution(ExecutionMode.CONCURRENT)
@ApiTest
@TestPropertySource(properties = { "auth.time.head=2s", "auth.time.body=2s" })
class SlowClientTests {

	@LocalServerPort
	private int port;

	@Test
	@Timeout(60)
	void headWhenSentByteByByteEndsWithTheConnection() throws Exception {
		assertThat(drip("GET / HTTP/1.1\r\nHost: localhost\r\nX-Slow: ")).isEmpty();
	}

	@Test
	@Timeout(60)
	void bodyWhenSentByteByByteReturns408() throws Exception {
		assertThat(drip("POST /token/ HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
				+ "Content-Length: 60000\r\n\r\n{\"email\":\""))
			.startsWith("HTTP/1.1 408")
			.contains("Connection: close")
			.contains("application/problem+json")
			.contains("\"status\":408");
	}

	/**
	 * Sends the start of a request and then a byte every half second.
	 * @return what the server has said when it closes the connection
	 */
	private String drip(String start) throws Exception {
		try (Socket socket = new Socket("127.0.0.1", this.port)) {
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
				TimeUnit.MILLISECONDS.sleep(500);
				socket.getOutputStream().write('a');
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

}
