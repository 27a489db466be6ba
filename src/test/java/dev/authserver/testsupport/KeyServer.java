package dev.authserver.testsupport;

import java.util.Map;

import org.junit.jupiter.api.BeforeEach;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.core.env.Environment;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.TestPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A server that signs with key pairs and names itself, its audience and a resource
 * server, and a user of each test.
 */
@ContextConfiguration(initializers = IssuerProxy.class)
@TestPropertySource(properties = { "ACCESS_TOKEN_ALGORITHM=ES256", "AUDIENCE=" + KeyServer.AUDIENCE,
		"INTROSPECTION_CLIENTS=orders:" + KeyServer.CLIENT_SECRET + ",stock+1:" + KeyServer.CLIENT_SECRET })
public abstract class KeyServer {

	protected static final String PASSWORD = "correct horse battery";

	protected static final String AUDIENCE = "https://api.example.com";

	protected static final String CLIENT_SECRET = "a+secret/of=a resource%20server&more";

	@LocalServerPort
	protected int port;

	@Autowired
	private Environment environment;

	protected Api api;

	protected String email;

	protected String[] admin;

	@BeforeEach
	void createUser() {
		this.api = new Api(this.port);
		this.email = Api.email();
		this.admin = Api.bearer(this.api.adminToken());
		assertThat(this.api.create(this.email, PASSWORD, this.admin).status()).isEqualTo(201);
	}

	protected String issuer() {
		return this.environment.getRequiredProperty("ISSUER");
	}

	protected String accessToken() {
		return this.api.login(this.email, PASSWORD).text("access_token");
	}

	protected Api.Answer passwordGrant(String password) {
		return this.api.form("/token/", Map.of("grant_type", "password", "username", this.email, "password", password));
	}

}
