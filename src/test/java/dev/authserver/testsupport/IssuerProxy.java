package dev.authserver.testsupport;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.util.concurrent.atomic.AtomicInteger;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * A proxy that serves the server below a path, as {@code ISSUER} has it, so that others
 * can find the server by its issuer alone.
 */
public class IssuerProxy implements ApplicationContextInitializer<ConfigurableApplicationContext> {

	private static final String PATH = "/auth";

	@Override
	public void initialize(ConfigurableApplicationContext context) {
		AtomicInteger port = new AtomicInteger();
		HttpServer proxy = start(port);
		ApplicationListener<WebServerInitializedEvent> started = (event) -> port.set(event.getWebServer().getPort());
		context.addApplicationListener(started);
		TestPropertyValues.of("ISSUER=http://127.0.0.1:" + proxy.getAddress().getPort() + PATH).applyTo(context);
	}

	private static HttpServer start(AtomicInteger port) {
		try {
			HttpServer proxy = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
			proxy.createContext("/", (exchange) -> forward(exchange, new Api(port.get())));
			proxy.start();
			return proxy;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static void forward(HttpExchange exchange, Api api) throws IOException {
		String path = exchange.getRequestURI().toString();
		boolean isWellKnown = path.startsWith("/.well-known/");
		Api.Answer answer = api
			.get(isWellKnown ? path : path.startsWith(PATH + "/") ? path.substring(PATH.length()) : "/none");
		exchange.getResponseHeaders().set("Content-Type", answer.header("Content-Type"));
		byte[] body = answer.body().getBytes();
		exchange.sendResponseHeaders(answer.status(), body.length);
		exchange.getResponseBody().write(body);
		exchange.close();
	}

}
