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
	 * What a connection takes of the heap at the most, while its request is parsed or
	 * answered.
	 */
	private static final DataSize HEAP_PER_CONNECTION = DataSize.ofKilobytes(384);

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
		long room = Runtime.getRuntime().maxMemory() / HEAP_PER_CONNECTION.toBytes();
		int connections = (int) Math.min(MAX_CONNECTIONS, room);
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
