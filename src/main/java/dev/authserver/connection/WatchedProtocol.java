package dev.authserver.connection;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.apache.catalina.connector.Request;
import org.apache.coyote.Processor;
import org.apache.coyote.http11.Http11NioProtocol;
import org.apache.tomcat.util.net.NioChannel;
import org.apache.tomcat.util.net.NioEndpoint.NioSocketWrapper;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends the connections of clients who take too long over a request or its answer. Tomcat
 * waits for each next byte only, so that a few bytes a minute would hold a connection for
 * hours. When nearly all places are taken, the connections whose clients have kept the
 * server waiting longest give up theirs, those amid a request first, so that a newcomer
 * always finds one.
 */
public class WatchedProtocol extends Http11NioProtocol {

	private static final Logger log = LoggerFactory.getLogger(WatchedProtocol.class);

	private static final long TICK_MILLIS = 100;

	/**
	 * A client that has kept the server waiting for less is not slow: what it has sent
	 * may wait for a processor.
	 */
	private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(1);

	private final Exchanges exchanges = new Exchanges();

	private Clock clock = Clock.systemUTC();

	private Duration requestTime = Duration.ofDays(1);

	private volatile @Nullable Thread watch;

	/**
	 * The exchanges on the connections of the port by which a request has come.
	 */
	static Exchanges exchanges(Request request) {
		return ((WatchedProtocol) request.getConnector().getProtocolHandler()).exchanges;
	}

	void watch(ConnectionProperties times, Clock clock) {
		this.requestTime = times.requestTime();
		this.clock = clock;
	}

	/**
	 * A connection that waits for its client holds a thread where threads are those of
	 * the platform: there is one for each, so that none waits for another.
	 */
	void limit(int connections) {
		setMaxConnections(connections);
		setMaxThreads(connections);
	}

	@Override
	public void start() throws Exception {
		super.start();
		Thread thread = new Thread(this::watch, "connections");
		thread.setDaemon(true);
		this.watch = thread;
		thread.start();
	}

	@Override
	public void stop() throws Exception {
		this.watch = null;
		super.stop();
	}

	private void watch() {
		while (this.watch == Thread.currentThread()) {
			try {
				TimeUnit.MILLISECONDS.sleep(TICK_MILLIS);
				check();
			}
			catch (RuntimeException ex) {
				log.error("Connections were not checked", ex);
			}
			catch (InterruptedException ex) {
				return;
			}
		}
	}

	private void check() {
		Collection<String> known = this.exchanges.connectionIds();
		Map<String, Connection> connections = connections();
		known.stream().filter((id) -> !connections.containsKey(id)).forEach(this.exchanges::forget);
		connections.values().stream().filter(Connection::isOverdue).forEach(Connection::end);
		int tooMany = connections.size() - getMaxConnections() * 7 / 8;
		this.exchanges.crowded(tooMany > 0);
		if (tooMany > 0) {
			connections.values()
				.stream()
				.filter(Connection::mayGo)
				.sorted(Comparator.comparing(Connection::isUnused)
					.thenComparing(Connection::waitNanos, Comparator.reverseOrder()))
				.limit(tooMany)
				.forEach(Connection::end);
		}
	}

	private Map<String, Connection> connections() {
		Map<String, Connection> connections = new HashMap<>();
		for (SocketWrapperBase<NioChannel> socket : getEndpoint().getConnections()) {
			String id = socket.getServletConnection("http/1.1", "").getConnectionId();
			connections.put(id, connection((NioSocketWrapper) socket, this.exchanges.on(id)));
		}
		return connections;
	}

	private Connection connection(NioSocketWrapper socket, @Nullable Exchange exchange) {
		Processor head = (Processor) socket.getCurrentProcessor();
		SocketChannel channel = socket.getSocket().getIOChannel();
		long now = System.nanoTime();
		long wait = TimeUnit.MILLISECONDS.toNanos(this.clock.millis() - socket.getLastWrite());
		if (exchange != null) {
			boolean forClient = exchange.isArriving() || exchange.isSending();
			return new Connection(socket, channel, exchange, null, exchange.waitNanos(now, wait), forClient,
					exchange.isOverdue(now));
		}
		long start = (head != null) ? head.getRequest().getStartTimeNanos() : -1;
		long unusedWait = (start >= 0) ? now - start : wait;
		return new Connection(socket, channel, null, head, unusedWait, true, unusedWait > this.requestTime.toNanos());
	}

	/**
	 * One connection as it was just now: with an exchange under way, within the head of a
	 * request, or between two requests.
	 *
	 * @param waitNanos how long the client has had to complete its request, to take the
	 * next piece of its answer, or to begin another request; empty lines begin none
	 */
	private record Connection(NioSocketWrapper socket, @Nullable SocketChannel channel, @Nullable Exchange exchange,
			@Nullable Processor head, long waitNanos, boolean waitsForClient, boolean isOverdue) {

		/**
		 * Whether the client has no request under way. It may be an application that
		 * keeps the connection for its next one.
		 */
		boolean isUnused() {
			return this.exchange == null && this.head == null;
		}

		/**
		 * Whether the server waits for the client, and not the client for the server.
		 */
		boolean mayGo() {
			return this.waitsForClient && this.waitNanos > PATIENCE_NANOS && !(isUnused() && hasUnreadBytes());
		}

		private boolean hasUnreadBytes() {
			try {
				return this.channel != null && this.channel.socket().getInputStream().available() > 0;
			}
			catch (IOException ex) {
				log.debug("The connection has just ended", ex);
				return false;
			}
		}

		void end() {
			try {
				if (this.exchange == null) {
					close();
				}
				else if (this.channel != null && !this.socket.isClosed() && this.exchange.isUnderWay()) {
					end(this.exchange, this.channel);
				}
			}
			catch (IOException ex) {
				log.debug("The connection has just ended", ex);
			}
		}

		/**
		 * Lets the thread that serves the exchange find the end of the stream that it
		 * waits for, and close the connection by itself.
		 */
		private static void end(Exchange exchange, SocketChannel channel) throws IOException {
			exchange.cut();
			if (exchange.isArriving()) {
				channel.shutdownInput();
			}
			else {
				channel.shutdownOutput();
			}
		}

		/**
		 * Closes a connection that no thread serves, and with its lock held lets none
		 * begin to.
		 */
		private void close() {
			if (!this.socket.getLock().tryLock()) {
				return;
			}
			try {
				if (this.socket.getCurrentProcessor() == this.head) {
					this.socket.close();
				}
			}
			finally {
				this.socket.getLock().unlock();
			}
		}

	}

}
