package dev.authserver.metrics;

import java.io.IOException;
import java.net.ServerSocket;
import java.util.List;
import java.util.Map;

import dev.authserver.testsupport.Api;
import dev.authserver.testsupport.Api.Answer;
import dev.authserver.testsupport.ApiTest;
import dev.authserver.testsupport.RawSocket;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the port for management tells, and what it does not.
 */
@ApiTest
class MetricsTests {

	private static final int MANAGEMENT_PORT = freePort();

	private static final String PATH = "/actuator/prometheus";

	@LocalServerPort
	private int port;

	private Api api;

	private Api management;

	private static int freePort() {
		try (ServerSocket socket = new ServerSocket(0)) {
			return socket.getLocalPort();
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@DynamicPropertySource
	static void settings(DynamicPropertyRegistry settings) {
		settings.add("MANAGEMENT_PORT", () -> MANAGEMENT_PORT);
	}

	@BeforeEach
	void connect() {
		this.api = new Api(this.port);
		this.management = new Api(MANAGEMENT_PORT);
	}

	@Test
	void scrapeWhenServerIsUsedCountsWhatHappens() {
		double before = value("auth_logins_total{outcome=\"success\"}");
		double refreshes = value("auth_refreshes_total{outcome=\"success\"}");
		double failures = value("auth_security_events_total{event=\"authn_login_fail\"}");
		String refreshToken = this.api.login(Api.ADMIN, Api.ADMIN_PASSWORD).text("refresh_token");
		this.api.login(Api.ADMIN, "wrong");
		this.api.refresh(refreshToken);
		this.api.refresh("garbage");
		assertThat(value("auth_logins_total{outcome=\"success\"}")).isEqualTo(before + 1);
		assertThat(value("auth_logins_total{outcome=\"failure\"}")).isPositive();
		assertThat(value("auth_logins_total{outcome=\"throttled\"}")).isZero();
		assertThat(value("auth_refreshes_total{outcome=\"success\"}")).isEqualTo(refreshes + 1);
		assertThat(value("auth_refreshes_total{outcome=\"invalid-token\"}")).isPositive();
		assertThat(value("auth_security_events_total{event=\"authn_login_fail\"}")).isEqualTo(failures + 1);
		assertThat(value("auth_security_events_total{event=\"authn_token_reuse\"}")).isNotNegative();
		assertThat(value("auth_hashing_wait_seconds_count")).isPositive();
		assertThat(value("auth_hashing_queue")).isNotNegative();
		assertThat(value("auth_sessions_live")).isNotNegative();
	}

	@Test
	void scrapeWhenRequestsWereAnsweredTellsRouteAndStatus() {
		String known = "{method=\"GET\",status=\"200\",uri=\"/user\"";
		double before = value("http_server_requests_seconds_count" + known + "}");
		this.api.get(Api.query(Api.ADMIN));
		this.api.get("/user?email=nobody@example.com");
		this.api.get("/nope/" + Api.email());
		this.api.send("FOO", "/users");
		assertThat(value("http_server_requests_seconds_count" + known + "}")).isEqualTo(before + 1);
		assertThat(value("http_server_requests_seconds_bucket" + known + ",le=\"10.0\"}")).isEqualTo(before + 1);
		assertThat(value("http_server_requests_seconds_count{method=\"GET\",status=\"404\",uri=\"/user\"}"))
			.isPositive();
		assertThat(scrape())
			.contains("{method=\"GET\",status=\"404\",uri=\"none\"}", "{method=\"other\",status=\"405\"")
			.doesNotContain("nope", "FOO", "status=\"200\",uri=\"/actuator");
	}

	@Test
	void scrapeWhenNobodyAsksTellsOfPoolAndMachine() {
		assertThat(scrape()).contains("hikaricp_connections_active ", "hikaricp_connections_idle ",
				"hikaricp_connections_pending ", "hikaricp_connections_max 5.0", "jvm_memory_used_bytes{area=\"heap\"",
				"jvm_gc_", "jvm_threads_live_threads", "process_uptime_seconds", "process_cpu_usage");
	}

	private double value(String series) {
		return scrape().lines()
			.filter((line) -> line.startsWith(series + " "))
			.mapToDouble((line) -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
			.findFirst()
			.orElse(0);
	}

	private String scrape() {
		Answer answer = this.management.get(PATH);
		assertThat(answer.status()).isEqualTo(200);
		assertThat(answer.header("Content-Type")).isEqualTo("text/plain;version=0.0.4;charset=utf-8");
		return answer.body();
	}

	@Test
	void getWhenByThePortForManagementTellsHealth() {
		for (String path : List.of("/actuator/health", "/actuator/health/liveness", "/actuator/health/readiness/")) {
			assertThat(this.management.get(path).text("status")).isEqualTo("UP");
			assertThat(this.management.get(path).json().has("components")).isFalse();
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "/", "/users/", "/user/?email=admin@example.com", "/token/", "/me/", "/docs",
			"/openapi.json", "/actuator", "/actuator/env", "/actuator/beans", "/actuator/heapdump", "/actuator/metrics",
			"/actuator/health/db", "/actuator/prometheus/x", "/problems/not-found", "/favicon.svg", "/error", "/nope" })
	void requestWhenByThePortForManagementAnswersNothingElse(String path) {
		for (String method : List.of("GET", "POST", "DELETE", "OPTIONS", "FOO")) {
			Answer answer = this.management.send(method, path, Api.bearer(this.api.adminToken()));
			assertThat(answer.status()).as(method).isEqualTo(404);
			assertThat(answer.text("detail")).isEqualTo("There is nothing at this address");
		}
		assertThat(this.management.send("POST", PATH).status()).isEqualTo(404);
	}

	@Test
	void requestWhenByThePortForClientsTellsNoMetrics() throws IOException {
		for (String path : List.of(PATH, PATH + "/", "/actuator/metrics")) {
			assertThat(this.api.get(path, Api.bearer(this.api.adminToken())).status()).isEqualTo(404);
			assertThat(this.api.send("POST", path, "X-Forwarded-Port", String.valueOf(MANAGEMENT_PORT)).status())
				.isEqualTo(404);
		}
		String host = "localhost:" + MANAGEMENT_PORT;
		String request = "GET http://" + host + PATH + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n";
		assertThat(RawSocket.send(this.port, request).status()).isEqualTo(404);
		assertThat(RawSocket.send(MANAGEMENT_PORT, request).status()).isEqualTo(200);
		assertThat(
				this.api.json("POST", "/token/", Map.of("email", Api.ADMIN, "password", Api.ADMIN_PASSWORD)).status())
			.isEqualTo(200);
	}

}
