package dev.authserver.connection;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Clients that keep their connections, send a small request now and then, and take each
 * answer at once. A connection that the server ends is followed by another one.
 */
final class BusyClients implements AutoCloseable {

	private static final byte[] REQUEST = "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n"
		.getBytes(StandardCharsets.US_ASCII);

	private final InetSocketAddress server;

	private final List<Socket> sockets = new ArrayList<>();

	private final Thread thread = new Thread(this::ask);

	BusyClients(int port, int number) throws IOException {
		this.server = new InetSocketAddress("127.0.0.1", port);
		for (int i = 0; i < number; i++) {
			this.sockets.add(new Socket());
		}
		this.thread.start();
	}

	private void ask() {
		try {
			while (true) {
				this.sockets.replaceAll(this::ask);
				TimeUnit.MILLISECONDS.sleep(200);
			}
		}
		catch (InterruptedException ex) {
			// the test is over
			return;
		}
	}

	private Socket ask(Socket socket) {
		try {
			if (!socket.isConnected()) {
				socket.connect(this.server, 1000);
			}
			InputStream answers = socket.getInputStream();
			answers.skip(answers.available());
			socket.getOutputStream().write(REQUEST);
			return socket;
		}
		catch (IOException ex) {
			close(socket);
			return new Socket();
		}
	}

	private static void close(Socket socket) {
		try {
			socket.close();
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Override
	public void close() throws InterruptedException {
		this.thread.interrupt();
		this.thread.join();
		this.sockets.forEach(BusyClients::close);
	}

}
