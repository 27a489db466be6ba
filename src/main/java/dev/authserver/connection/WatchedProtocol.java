package dev.authserver.connection;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

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
 * server waiting longest give up theirs, so that a newcomer always finds one.
 */
public class WatchedProtocol extends Http11NioProtocol {

	private static final Logger log = LoggerFactory.getLogger(WatchedProtocol.class);

	private static final long TICK_MILLIS = 100;

	private Exchanges exchanges = new Exchanges();

	private Clock clock = Clock.systemUTC();

	private Duration requestTime = Duration.ofDays(1);

	private volatile @Nullable Thread watch;

	void watch(Exchanges exchanges, ConnectionProperties times, Clock clock) {
		this.exchanges = exchanges;
		this.requestTime = times.requestTime();
		this.clock = clock;
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
				check(connections());
			}
			catch (RuntimeException ex) {
				log.error("Connections were not checked", ex);
			}
			catch (InterruptedException ex) {
				return;
			}
		}
	}

	private Map<String, Connection> connections() {
		Map<String, Connection> connections = new HashMap<>();
		for (SocketWrapperBase<NioChannel> socket : getEndpoint().getConnections()) {
			String id = socket.getServletConnection("http/1.1", "").getConnectionId();
			connections.put(id, new Connection((NioSocketWrapper) socket, this.exchanges.on(id), System.nanoTime(),
					this.clock.millis()));
		}
		return connections;
	}

	private void check(Map<String, Connection> connections) {
		this.exchanges.keepOnly(connections.keySet());
		for (Connection connection : connections.values()) {
			if (connection.isOverdue(this.requestTime)) {
				connection.end();
			}
		}
		int tooMany = connections.size() - getMaxConnections() * 7 / 8;
		if (tooMany > 0) {
			connections.values()
				.stream()
				.filter(Connection::waitsForClient)
				.sorted(Comparator.comparingLong(Connection::waitNanos).reversed())
				.limit(tooMany)
				.forEach(Connection::end);
		}
	}

	/**
	 * One connection as it is now: between two requests, within the head of one, or with
	 * an exchange under way.
	 */
	private static final class Connection {

		private final NioSocketWrapper socket;

		private final @Nullable Exchange exchange;

		private final @Nullable Processor head;

		private final long now;

		private final long millis;

		Connection(NioSocketWrapper socket, @Nullable Exchange exchange, long now, long millis) {
			this.socket = socket;
			this.exchange = exchange;
			this.head = (Processor) socket.getCurrentProcessor();
			this.now = now;
			this.millis = millis;
		}

		boolean isOverdue(Duration requestTime) {
			if (this.exchange != null) {
				return this.exchange.isOverdue(this.now);
			}
			return waitNanos() > requestTime.toNanos();
		}

		boolean waitsForClient() {
			return this.exchange == null || this.exchange.isArriving() || this.exchange.isSending();
		}

		/**
		 * How long the client has had to complete its request, to take the next piece of
		 * its answer, or to begin another request; empty lines begin none.
		 */
		long waitNanos() {
			if (this.exchange != null && this.exchange.isArriving()) {
				return this.now - this.exchange.startedAt();
			}
			if (this.exchange == null && this.head != null && this.head.getRequest().getStartTimeNanos() >= 0) {
				return this.now - this.head.getRequest().getStartTimeNanos();
			}
			return TimeUnit.MILLISECONDS.toNanos(this.millis - this.socket.getLastWrite());
		}

		void end() {
			try {
				if (this.exchange != null) {
					end(this.exchange);
				}
				else {
					endUnused();
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
		private void end(Exchange exchange) throws IOException {
			exchange.cut();
			SocketChannel channel = this.socket.getSocket().getIOChannel();
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
		private void endUnused() {
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
