package dev.authserver.audit;

import java.util.Arrays;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import dev.authserver.testsupport.Api;
import dev.authserver.testsupport.ApiTest;
import dev.authserver.testsupport.Tokens;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.node.ObjectNode;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the log tells of tokens that are refused. Each test comes from an address of its
 * own, since each address is told of once a minute.
 */
@ApiTest
@TestPropertySource(properties = { "LOGIN_THROTTLE=on", "TRUSTED_PROXIES=127.0.0.1", "LOGIN_MAX_WAIT=30s" })
@ExtendWith(OutputCaptureExtension.class)
class RefusedTokenLogTests {

	private static final String PASSWORD = "correct horse battery";

	private static final AtomicInteger ADDRESSES = new AtomicInteger();

	@LocalServerPort
	private int port;

	private Api api;

	private String address;

	private String email;

	private long id;

	@BeforeEach
	void createUser() {
		this.api = new Api(this.port);
		this.address = "203.0.113." + ADDRESSES.incrementAndGet();
		this.email = Api.email();
		this.id = this.api.create(this.email, PASSWORD, Api.bearer(this.api.adminToken())).json().path("id").asLong();
	}

	private int me(String token) {
		return this.api.get("/me", "Authorization", "Bearer " + token, "X-Forwarded-For", this.address).status();
	}

	private int refresh(String token) {
		return this.api
			.send("POST", "/refresh", Api.json(Map.of("refresh_token", token)).getBytes(), "Content-Type",
					"application/json", "X-Forwarded-For", this.address)
			.status();
	}

	private Stream<String> lines(CapturedOutput log, String text) {
		return Arrays.stream(log.getOut().split("\n")).filter((line) -> line.contains(text));
	}

	@Test
	void logWhenBearersAreGarbageTellsOncePerAddress(CapturedOutput log) {
		for (int i = 0; i < 30; i++) {
			assertThat(me("garbage" + i)).isEqualTo(401);
			assertThat(refresh("garbage\r\n" + i)).isEqualTo(401);
		}
		assertThat(lines(log, " address=" + this.address)).singleElement()
			.asString()
			.contains("authz_fail address=")
			.doesNotContain("garbage");
	}

	@Test
	void logWhenForeignTokenNamesAUserDoesNotBelieveIt(CapturedOutput log) {
		String token = this.api.login(this.email, PASSWORD).text("access_token");
		assertThat(me(Tokens.withClaim(token, "is_admin", true))).isEqualTo(401);
		assertThat(lines(log, " address=" + this.address)).singleElement().asString().contains("authz_fail address=");
	}

	@Test
	void logWhenSessionHasEndedNamesTheUser(CapturedOutput log) {
		Api.Answer login = this.api.login(this.email, PASSWORD);
		this.api.json("POST", "/logout", Map.of("refresh_token", login.text("refresh_token")));
		for (int i = 0; i < 5; i++) {
			assertThat(me(login.text("access_token"))).isEqualTo(401);
			assertThat(refresh(login.text("refresh_token"))).isEqualTo(401);
		}
		assertThat(lines(log, " address=" + this.address)).singleElement()
			.asString()
			.contains("session_use_after_expire user=" + this.id + " address=");
	}

	@Test
	void logWhenTokenHasExpiredOrItsSessionIsUnknownNamesTheUser(CapturedOutput log) {
		String token = this.api.login(this.email, PASSWORD).text("access_token");
		assertThat(me(Tokens.shifted(token, -7200))).isEqualTo(401);
		assertThat(log).contains("session_use_after_expire user=" + this.id + " address=" + this.address);
		createUser();
		String other = this.api.login(this.email, PASSWORD).text("access_token");
		ObjectNode claims = Tokens.claims(other).put("sid", UUID.randomUUID().toString());
		assertThat(me(Tokens.signed(other, claims))).isEqualTo(401);
		assertThat(log).contains("session_use_after_expire user=" + this.id + " address=" + this.address);
	}

}
