package dev.authserver.throttle;

import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import dev.authserver.testsupport.Api;
import dev.authserver.testsupport.Api.Answer;
import org.junit.jupiter.api.BeforeEach;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A server with the throttle on, and a user of each test. The clients come from addresses
 * that a trusted proxy tells.
 */
@TestPropertySource(properties = { "LOGIN_THROTTLE=on", "TRUSTED_PROXIES=127.0.0.1", "LOGIN_MAX_WAIT=30s",
		"INTROSPECTION_CLIENTS=orders:" + ThrottledApi.CLIENT_SECRET })
abstract class ThrottledApi {

	protected static final String PASSWORD = "correct horse battery";

	protected static final String CLIENT_SECRET = "a secret of a resource server as long as need be";

	private static final AtomicInteger COUNTER = new AtomicInteger();

	@LocalServerPort
	private int port;

	@Autowired
	protected JdbcClient jdbc;

	protected Api api;

	protected String email;

	@BeforeEach
	void createUser() {
		this.api = new Api(this.port);
		this.email = Api.email();
		String token = this.api.adminToken();
		assertThat(this.api.create(this.email, PASSWORD, Api.bearer(token)).status()).isEqualTo(201);
	}

	protected static String address() {
		int number = COUNTER.incrementAndGet();
		return "10." + (number >> 16 & 255) + "." + (number >> 8 & 255) + "." + (number & 255);
	}

	protected Answer login(String user, String password, String address) {
		return this.api.json("POST", "/token/", Map.of("email", user, "password", password), "X-Forwarded-For",
				address);
	}

}
