package dev.authserver.user;

import java.util.List;
import java.util.Map;

import dev.authserver.testsupport.Api;
import dev.authserver.testsupport.Api.Answer;
import dev.authserver.testsupport.ApiTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * That nobody gets a password which the user's e-mail or the server's name gives away.
 */
@ApiTest
class GuessedPasswordTests {

	private static final String PASSWORD = "correct horse battery";

	@LocalServerPort
	private int port;

	private final String email = Api.email();

	private final List<String> guesses = guesses(this.email);

	private Api api;

	private String[] admin;

	@BeforeEach
	void logIn() {
		this.api = new Api(this.port);
		this.admin = Api.bearer(this.api.adminToken());
	}

	private static List<String> guesses(String email) {
		String local = email.substring(0, email.indexOf('@'));
		return List.of(email, email.toUpperCase(), local, local.toUpperCase(), local.replace('-', '\uff0d'),
				"Auth Server", "AUTH-SERVER", "authserver");
	}

	private static void assertRefused(Answer answer, String field) {
		assertThat(answer.status()).as(answer.body()).isEqualTo(422);
		assertThat(answer.json().at("/errors/0/field").asString()).isEqualTo(field);
		assertThat(answer.json().at("/errors/0/message").asString()).endsWith("guessed first");
		assertThat(answer.text("detail")).startsWith(field + ": is ");
		assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
		assertThat(answer.text("instance")).startsWith("/");
	}

	@Test
	void createWhenPasswordIsGuessedReturns422() {
		for (String guess : this.guesses) {
			assertRefused(this.api.create(" " + this.email.toUpperCase(), guess, this.admin), "password");
		}
		assertThat(this.api.get(Api.query(this.email)).status()).isEqualTo(404);
	}

	@Test
	void updateWhenPasswordIsGuessedReturns422AndChangesNothing() {
		this.api.create(this.email, PASSWORD, this.admin);
		for (String guess : this.guesses) {
			assertRefused(this.api.json("PUT", Api.query(this.email), Map.of("password", guess), this.admin),
					"password");
			assertRefused(this.api.send("PUT", Api.query(this.email) + "&password=" + Api.encode(guess), this.admin),
					"password");
		}
		assertThat(this.api.login(this.email, PASSWORD).status()).isEqualTo(200);
	}

	@Test
	void updateWhenPasswordIsOldOrNewEmailReturns422AndChangesNothing() {
		this.api.create(this.email, PASSWORD, this.admin);
		String renamed = Api.email();
		for (String guess : List.of(this.email, renamed, renamed.substring(0, renamed.indexOf('@')))) {
			Map<String, String> change = Map.of("password", guess, "new_email", renamed);
			assertRefused(this.api.json("PUT", Api.query(this.email), change, this.admin), "password");
			assertRefused(this.api.send("PUT",
					Api.query(this.email) + "&new_email=" + Api.encode(renamed) + "&password=" + Api.encode(guess),
					this.admin), "password");
		}
		assertThat(this.api.login(this.email, PASSWORD).status()).isEqualTo(200);
	}

	@Test
	void changePasswordWhenGuessedReturns422AndChangesNothing() {
		this.api.create(this.email, PASSWORD, this.admin);
		String[] bearer = Api.bearer(this.api.login(this.email, PASSWORD).text("access_token"));
		for (String guess : this.guesses) {
			Map<String, String> change = Map.of("current_password", PASSWORD, "new_password", guess);
			assertRefused(this.api.json("PUT", "/me/password/", change, bearer), "new_password");
		}
		assertThat(this.api.login(this.email, PASSWORD).status()).isEqualTo(200);
	}

	@Test
	void createWhenPasswordIsAnothersEmailReturns201() {
		assertThat(this.api.create(this.email, Api.email(), this.admin).status()).isEqualTo(201);
	}

}
