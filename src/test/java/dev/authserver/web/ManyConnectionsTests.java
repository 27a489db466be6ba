package dev.authserver.web;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import dev.authserver.testsupport.ServerProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * More connections than a small server has memory for.
 */
@Execution(ExecutionMode.CONCURRENT)
class ManyConnectionsTests {

	/**
	 * A third of what a large server has, and more than fit into the heap of this one.
	 */
	private static final int MANY = 700;

	@TempDir
	private Path folder;

	@Test
	@Timeout(60)
	void requestWhenConnectionsTakeTheirShareOfTheHeapWaitsForOneToEnd() throws IOException {
		List<Socket> open = new ArrayList<>();
		try (ServerProcess server = ServerProcess.start(ServerProcess.settings(this.folder))) {
			boolean answered = true;
			while (answered && open.size() < MANY) {
				Socket socket = new Socket("127.0.0.1", server.port());
				open.add(socket);
				socket.getOutputStream()
					.write("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
				answered = isAnswered(socket, 2);
			}
			assertThat(answered).isFalse();
			assertThat(open).hasSizeGreaterThan(100);
			open.get(0).close();
			assertThat(isAnswered(open.get(open.size() - 1), 8)).isTrue();
		}
		finally {
			for (Socket socket : open) {
				socket.close();
			}
		}
	}

	private static boolean isAnswered(Socket socket, int seconds) throws IOException {
		socket.setSoTimeout(seconds * 1000);
		try {
			return socket.getInputStream().read() == 'H';
		}
		catch (SocketTimeoutException ex) {
			return false;
		}
	}

}
