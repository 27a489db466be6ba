package dev.authserver.connection;

import java.time.Clock;
import java.time.Duration;
import java.util.List;

import dev.authserver.proxy.ProxyProperties;
import dev.authserver.proxy.RequestIds;
import dev.authserver.settings.HeapLimits;
import jakarta.servlet.DispatcherType;
import org.apache.catalina.connector.Connector;

import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.security.autoconfigure.web.servlet.SecurityFilterProperties;
import org.springframework.boot.thread.Threading;
import org.springframework.boot.tomcat.ConfigurableTomcatWebServerFactory;
import org.springframework.boot.tomcat.autoconfigure.TomcatServerProperties;
import org.springframework.boot.tomcat.autoconfigure.TomcatVirtualThreadsWebServerFactoryCustomizer;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.env.Environment;

/**
 * How the server takes connections.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication
class ConnectionConfiguration {

	private static final int MANAGEMENT_CONNECTIONS = 16;

	/**
	 * How long a connection to the port for management may be silent.
	 */
	private static final Duration MANAGEMENT_SILENCE = Duration.ofSeconds(10);

	/**
	 * Sets Tomcat's own limits, valves and protocol. The properties of trusted proxies
	 * are set here and not in the customizer: Boot's customizer, which reads these, may
	 * run first.
	 */
	@Bean
	WebServerFactoryCustomizer<TomcatServletWebServerFactory> connections(ConnectionProperties times,
			ProxyProperties proxies, RequestIds ids, ManagementProperties management,
			TomcatServerProperties tomcatProperties, Clock clock) {
		trust(proxies.trusted(), tomcatProperties.getRemoteip());
		return (tomcat) -> {
			tomcat.setProtocol(WatchedProtocol.class.getName());
			tomcat.addEngineValves(new RequestValve(times, ids));
			tomcat.addContextCustomizers(ProblemValve::install);
			tomcat.addConnectorCustomizers(
					(connector) -> limit(connector, HeapLimits.ofThisServer().connections(), times, clock));
			if (management.port() != null) {
				tomcat.addAdditionalConnectors(managementConnector(management.port(), times, clock));
			}
		};
	}

	private static WatchedProtocol limit(Connector connector, int connections, ConnectionProperties times,
			Clock clock) {
		WatchedProtocol protocol = (WatchedProtocol) connector.getProtocolHandler();
		protocol.watch(times, clock);
		protocol.limit(connections);
		// parameters come from the query alone, so that the route table and the
		// controllers read the same
		connector.setParseBodyMethods("");
		// languages choose nothing here, and past ten Tomcat would refuse them
		connector.setMaxLocaleCount(-1);
		return protocol;
	}

	/**
	 * A port with connections of its own, so that whoever watches the server gets through
	 * while clients take all others. Those who may use which route by it stand in the
	 * route table.
	 */
	private static Connector managementConnector(int port, ConnectionProperties times, Clock clock) {
		Connector connector = new Connector(WatchedProtocol.class.getName());
		connector.setPort(port);
		connector.setThrowOnFailure(true);
		WatchedProtocol protocol = limit(connector, MANAGEMENT_CONNECTIONS, times, clock);
		protocol.setConnectionTimeout((int) MANAGEMENT_SILENCE.toMillis());
		protocol.setMinSpareThreads(1);
		return connector;
	}

	/**
	 * Lets Tomcat read forwarding headers where proxies are trusted, and only from these:
	 * Tomcat's own list would trust all private networks.
	 */
	private static void trust(List<String> proxies, TomcatServerProperties.Remoteip remote) {
		if (!proxies.isEmpty()) {
			remote.setInternalProxies(String.join(",", proxies));
			remote.setRemoteIpHeader("X-Forwarded-For");
			remote.setProtocolHeader("X-Forwarded-Proto");
		}
	}

	/**
	 * Serves requests on virtual threads from Java 21 on. Boot's own condition would be
	 * decided when the build prepares the beans, perhaps by an older Java than the one
	 * that runs the server.
	 */
	@Bean
	WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory> virtualThreads(Environment environment) {
		return (tomcat) -> {
			if (Threading.VIRTUAL.isActive(environment)) {
				new TomcatVirtualThreadsWebServerFactoryCustomizer().customize(tomcat);
			}
		};
	}

	/**
	 * Error dispatches pass as well: some failures of Tomcat come by these only.
	 */
	@Bean
	@FilterRegistration(order = Ordered.HIGHEST_PRECEDENCE,
			dispatcherTypes = { DispatcherType.REQUEST, DispatcherType.ERROR })
	ResponseHeadersFilter responseHeadersFilter() {
		return new ResponseHeadersFilter();
	}

	/**
	 * Comes after the route table, so that a body is not waited for before the request is
	 * allowed.
	 */
	@Bean
	@FilterRegistration(order = SecurityFilterProperties.DEFAULT_FILTER_ORDER + 1)
	BodyFilter bodyFilter() {
		return new BodyFilter();
	}

}
