package dev.authserver.web;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;

import dev.authserver.testsupport.Api;
import dev.authserver.testsupport.Api.Answer;
import dev.authserver.testsupport.ApiTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpStatus;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Nothing that a stranger sends makes the server fail. {@code -Dfuzz.seed=…} draws other
 * requests.
 */
@ApiTest
@ExtendWith(OutputCaptureExtension.class)
class FuzzTests {

	private static final long SEED = Long.getLong("fuzz.seed", 20_000);

	private static final int CONNECTIONS = 4;

	private static final int REQUESTS = 20_000;

	private static final String PASSWORD = "correct horse battery";

	private final List<String> emails = new ArrayList<>(List.of(NastyBodies.USER));

	@LocalServerPort
	private int port;

	@Test
	@Timeout(300)
	void answersWhenRequestsAreNastyAreNoServerErrors(CapturedOutput output) throws Exception {
		List<String> authorizations = authorizations();
		AtomicLong seeds = new AtomicLong(SEED);
		Callable<List<String>> client = () -> failures(new NastyRequests(seeds.getAndIncrement(), authorizations));
		List<String> failures = Api.inParallel(CONNECTIONS, client).stream().flatMap(List::stream).toList();
		assertThat(failures).as("of seed %d", SEED).isEmpty();
		assertThat(output.getAll()).as("log of seed %d", SEED).doesNotContain(" ERROR ").doesNotContain("\tat ");
	}

	/**
	 * Leaves the users of the shared server as they were.
	 */
	@AfterEach
	void deleteUsers() {
		Api api = new Api(this.port);
		String[] admin = Api.bearer(api.adminToken());
		this.emails.forEach((email) -> assertThat(api.send("DELETE", Api.query(email), admin).status()).isIn(204, 404));
	}

	/**
	 * Those of an admin and of a user that no other test uses.
	 */
	private List<String> authorizations() {
		Api api = new Api(this.port);
		String[] admin = Api.bearer(api.adminToken());
		List<String> values = new ArrayList<>(List.of("", "", "", "Bearer", "Bearer x.y.z", "Basic eDp5", "\u00e9"));
		for (boolean isAdmin : List.of(false, true)) {
			String email = Api.email();
			this.emails.add(email);
			api.create(email, PASSWORD, admin);
			api.json("PUT", Api.query(email), Map.of("is_admin", isAdmin), admin);
			String token = api.login(email, PASSWORD).text("access_token");
			values.addAll(List.of("Bearer " + token, "bearer " + token));
		}
		return values;
	}

	private List<String> failures(NastyRequests requests) throws Exception {
		List<String> failures = new ArrayList<>();
		try (KeptConnection connection = new KeptConnection(this.port)) {
			for (int i = 0; i < REQUESTS / CONNECTIONS; i++) {
				byte[] request = requests.next();
				try {
					check(connection.send(request));
				}
				catch (Exception | AssertionError ex) {
					failures.add(ex + " to\n" + new String(request, StandardCharsets.ISO_8859_1));
					connection.close();
				}
			}
		}
		return failures;
	}

	private static void check(Answer answer) {
		assertThat(answer.status()).as(answer.body()).isBetween(200, 499);
		String type = answer.header("Content-Type");
		boolean badRange = answer.status() == HttpStatus.REQUESTED_RANGE_NOT_SATISFIABLE.value();
		if (answer.status() >= 400 && !badRange && !answer.body().isEmpty()) {
			assertThat(type).isEqualTo("application/problem+json");
		}
		if (type.endsWith("json") && !answer.body().isEmpty()) {
			JsonMapper.shared().readTree(answer.body());
		}
	}

}
