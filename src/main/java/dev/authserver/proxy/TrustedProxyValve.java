package dev.authserver.proxy;

import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;

import dev.authserver.proxy.TrustedProxies.Origin;
import jakarta.servlet.ServletException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;

/**
 * Gives each request the address and the scheme of the client behind trusted proxies,
 * before anything else looks at them. Unlike Tomcat's {@code RemoteIpValve} it takes
 * nothing for an address that is none, and so no port or bracket makes a client a new
 * one.
 */
class TrustedProxyValve extends ValveBase {

	private static final int HTTP_PORT = 80;

	private static final int HTTPS_PORT = 443;

	private final TrustedProxies proxies;

	TrustedProxyValve(TrustedProxies proxies) {
		super(true);
		this.proxies = proxies;
	}

	@Override
	public void invoke(Request request, Response response) throws IOException, ServletException {
		String peer = request.getRemoteAddr();
		if (this.proxies.isTrusted(peer)) {
			Origin origin = this.proxies.origin(peer, values(request, "X-Forwarded-For"),
					values(request, "X-Forwarded-Proto"));
			request.setRemoteAddr(origin.address());
			if (origin.https()) {
				makeSecure(request);
			}
		}
		getNext().invoke(request, response);
	}

	private static List<String> values(Request request, String header) {
		return Collections.list(request.getHeaders(header))
			.stream()
			.flatMap((list) -> Stream.of(list.split(",")))
			.map(String::strip)
			.toList();
	}

	private static void makeSecure(Request request) {
		request.setSecure(true);
		request.getCoyoteRequest().scheme().setString("https");
		if (request.getServerPort() == HTTP_PORT) {
			request.setServerPort(HTTPS_PORT);
		}
	}

}
