package dev.authserver.connection;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.stream.IntStream;

import dev.authserver.testsupport.ApiTest;
import dev.authserver.testsupport.RawSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A connection is kept as long as its client likes.
 */
@ApiTest
class ConnectionTests {

	private static final int MANY = 200;

	@LocalServerPort
	private int port;

	@Test
	@Timeout(60)
	void requestsWhenSentAheadAreAllAnsweredInOrder() throws IOException {
		StringBuilder requests = new StringBuilder();
		for (int i = 0; i < MANY; i++) {
			requests.append("GET /user/?email=nobody%d@example.com HTTP/1.1\r\nHost: localhost\r\n\r\n".formatted(i));
		}
		requests.append(RawSocket.request("GET", "/user/?email=admin@example.com"));
		try (Socket socket = new Socket("127.0.0.1", this.port)) {
			socket.setSoTimeout(20_000);
			socket.getOutputStream().write(requests.toString().getBytes(StandardCharsets.US_ASCII));
			String[] answers = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
				.split("(?=HTTP/1.1 )");
			assertThat(answers).hasSize(MANY + 1);
			assertThat(IntStream.range(0, MANY)).allMatch((i) -> answers[i].startsWith("HTTP/1.1 404"));
			assertThat(answers[MANY]).startsWith("HTTP/1.1 200").contains("admin@example.com");
		}
	}

}
