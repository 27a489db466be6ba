package dev.authserver.connection;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import dev.authserver.testsupport.RawSocket;
import dev.authserver.testsupport.ServerProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * More connections than a small server has memory for: those that keep the server waiting
 * give up their places, and others are served.
 */
@Execution(ExecutionMode.CONCURRENT)
class ManyConnectionsTests {

	private static final int HALF = 60_000;

	/**
	 * On a connection of its own, as a newcomer sends it.
	 */
	private static final String LOGIN = RawSocket.request("POST", "/admin_token/",
			"Content-Type: application/x-www-form-urlencoded", "Content-Length: 43")
			+ "username=admin%40example.com&password=admin";

	@TempDir
	private Path folder;

	@ParameterizedTest
	@MethodSource
	@Timeout(300)
	void loginWhenOthersLeaveRequestsHalfSentSucceeds(String heap, List<Crowd> crowds) throws IOException {
		List<Socket> open = new ArrayList<>();
		try (ServerProcess server = ServerProcess.start(ServerProcess.settings(this.folder), List.of("-Xmx" + heap))) {
			for (Crowd crowd : crowds) {
				for (int i = 0; i < crowd.connections(); i++) {
					Socket socket = new Socket("127.0.0.1", server.port());
					open.add(socket);
					socket.getOutputStream().write(crowd.request().getBytes(StandardCharsets.US_ASCII));
				}
				assertThat(RawSocket.send(server.port(), LOGIN).status()).isEqualTo(200);
			}
			assertThat(server.api().get("/actuator/health").status()).isEqualTo(200);
			assertThat(server.output()).doesNotContain("OutOfMemory", "Out of memory", "ERROR");
			assertThat(server.stop()).isEqualTo(143);
		}
		finally {
			for (Socket socket : open) {
				socket.close();
			}
		}
	}

	static Stream<Arguments> loginWhenOthersLeaveRequestsHalfSentSucceeds() {
		List<String> kinds = List.of(json("{\"email\":\"" + "a".repeat(HALF)), json(members()),
				json("{\"a\":" + "[".repeat(60) + "1,".repeat(HALF / 2)), json("{\"a\":" + "9".repeat(HALF)),
				json("{\"a\":[" + "{\"b\":".repeat(50) + "[],".repeat(HALF / 3)),
				half("application/x-www-form-urlencoded", "username=" + "%61".repeat(HALF / 3)),
				half("multipart/form-data; boundary=B",
						"--B\r\nContent-Disposition: form-data; name=\"password\"\r\n\r\n" + "a".repeat(HALF)));
		String idle = "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n";
		String head = "GET / HTTP/1.1\r\nHost: localhost\r\nX: " + "a".repeat(7000);
		return Stream.of(Arguments.of("169m", crowds(440, kinds)), Arguments.of("84m",
				Stream.concat(crowds(200, kinds).stream(), crowds(720, List.of(kinds.get(0), idle, head, "")).stream())
					.toList()));
	}

	private static List<Crowd> crowds(int connections, List<String> requests) {
		return requests.stream().map((request) -> new Crowd(connections, request)).toList();
	}

	/**
	 * The server has 75 places.
	 */
	@Test
	@Timeout(120)
	void getWhenOthersKeepTheirConnectionsBusyIsAnswered() throws Exception {
		try (ServerProcess server = ServerProcess.start(ServerProcess.settings(this.folder), List.of("-Xmx84m"));
				BusyClients others = new BusyClients(server.port(), 120)) {
			for (int i = 0; i < 5; i++) {
				assertThat(RawSocket.send(server.port(), RawSocket.request("GET", "/problems/unavailable")).status())
					.isEqualTo(200);
				TimeUnit.SECONDS.sleep(1);
			}
		}
	}

	private static String members() {
		StringBuilder members = new StringBuilder("{");
		for (int i = 0; members.length() < HALF; i++) {
			members.append('"').append(Integer.toString(i, 36)).append("\":1,");
		}
		return members.toString();
	}

	private static String json(String body) {
		return half("application/json", body);
	}

	private static String half(String type, String body) {
		String path = type.equals("application/json") ? "/token/" : "/admin_token/";
		return "POST " + path + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: " + type
				+ "\r\nContent-Length: 65000\r\n\r\n" + body;
	}

	/**
	 * So many connections that all send this and then nothing more.
	 */
	private record Crowd(int connections, String request) {

	}

}
