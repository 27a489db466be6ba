package dev.authserver.transfer;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.authserver.testsupport.Api;
import dev.authserver.testsupport.Api.Answer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Imports over HTTP as an admin.
 */
final class Import {

	static final String NDJSON = "application/x-ndjson";

	static final String PASSWORD = "correct horse battery";

	/**
	 * The hash of {@link #PASSWORD}, made by libxcrypt.
	 */
	static final String HASH = "$2b$04$Kt/F3U85dqY7JgflaQs6vescoe.50P3OcolnDI8xKLng2kDAtgk.G";

	static final String OTHER_PASSWORD = "another good password";

	static final String OTHER_HASH = "$2b$04$NXuDkte6IyNnfX.ynqbXI.jQTWbYmJWlIlKNeJkOtCF1wFmJCzUji";

	private final Api api;

	private final String[] admin;

	Import(Api api) {
		this.api = api;
		this.admin = Api.bearer(api.adminToken());
	}

	static String line(String email, Object... members) {
		Map<String, Object> line = new LinkedHashMap<>(Map.of("email", email));
		for (int i = 0; i < members.length; i += 2) {
			line.put((String) members[i], members[i + 1]);
		}
		return Api.json(line);
	}

	static String user(String email, Object... members) {
		return line(email, Stream.concat(Stream.of("hashed_password", HASH), Stream.of(members)).toArray());
	}

	/**
	 * Imports lines of NDJSON.
	 * @param query begins with a question mark, or is empty
	 */
	Report lines(String query, String... lines) {
		return of(NDJSON, query, String.join("\n", lines));
	}

	Report of(String type, String query, String body) {
		Answer answer = send(type, query, body);
		assertThat(answer.status()).as(answer.body()).isEqualTo(200);
		return new Report(answer);
	}

	Answer send(String type, String query, String body) {
		return this.api.send("POST", "/users/import/" + query, body.getBytes(StandardCharsets.UTF_8), "Content-Type",
				type, this.admin[0], this.admin[1]);
	}

	/**
	 * What an import answers.
	 */
	record Report(Answer answer) {

		/**
		 * Created, updated, skipped and failed.
		 */
		List<Long> counts() {
			return Stream.of("created", "updated", "skipped", "failed")
				.map((name) -> this.answer.json().path(name).asLong())
				.toList();
		}

		/**
		 * The reasons by their lines.
		 */
		Map<Long, String> reasons() {
			return this.answer.json()
				.path("problems")
				.valueStream()
				.collect(Collectors.toMap((problem) -> problem.path("line").asLong(),
						(problem) -> problem.path("reason").asString()));
		}

	}

}
