package dev.authserver.connection;

import java.time.Clock;

import org.apache.coyote.AbstractProtocol;

import org.springframework.boot.thread.Threading;
import org.springframework.boot.tomcat.ConfigurableTomcatWebServerFactory;
import org.springframework.boot.tomcat.autoconfigure.TomcatVirtualThreadsWebServerFactoryCustomizer;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.util.unit.DataSize;

/**
 * How the server takes connections.
 */
@Configuration(proxyBeanMethods = false)
class ConnectionConfiguration {

	/**
	 * What the server takes of the heap when nobody uses it.
	 */
	private static final DataSize HEAP_OF_SERVER = DataSize.ofMegabytes(40);

	/**
	 * What hashing may take of the heap: one part of so many.
	 */
	private static final int HASHING_PART = 3;

	/**
	 * What a connection takes of the heap at the most: a body of 64 KiB, buffers of 75
	 * KiB, and what the handlers make of them.
	 */
	private static final DataSize HEAP_PER_CONNECTION = DataSize.ofKilobytes(192);

	private static final int MIN_CONNECTIONS = 32;

	private static final int MAX_CONNECTIONS = 2048;

	@Bean
	WebServerFactoryCustomizer<TomcatServletWebServerFactory> connections(Exchanges exchanges,
			ConnectionProperties times, Clock clock) {
		return (tomcat) -> {
			tomcat.setProtocol(WatchedProtocol.class.getName());
			tomcat.addEngineValves(new RequestValve(exchanges, times));
			tomcat.addConnectorCustomizers((connector) -> {
				((WatchedProtocol) connector.getProtocolHandler()).watch(exchanges, times, clock);
				limit((AbstractProtocol<?>) connector.getProtocolHandler());
			});
		};
	}

	/**
	 * A connection that waits for its client holds a thread where threads are those of
	 * the platform: there is one for each, so that none waits for another.
	 */
	private static void limit(AbstractProtocol<?> protocol) {
		long heap = Runtime.getRuntime().maxMemory();
		long room = heap - heap / HASHING_PART - HEAP_OF_SERVER.toBytes();
		int connections = (int) Math.max(MIN_CONNECTIONS,
				Math.min(room / HEAP_PER_CONNECTION.toBytes(), MAX_CONNECTIONS));
		protocol.setMaxConnections(connections);
		protocol.setMaxThreads(connections);
	}

	/**
	 * Serves requests on virtual threads where Java has good ones. Boot asks that when it
	 * prepares beans for a quick start, for which an older Java may be used.
	 */
	@Bean
	WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory> virtualThreads(Environment environment) {
		return (tomcat) -> {
			if (Threading.VIRTUAL.isActive(environment)) {
				new TomcatVirtualThreadsWebServerFactoryCustomizer().customize(tomcat);
			}
		};
	}

}
