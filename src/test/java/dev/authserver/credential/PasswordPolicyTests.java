package dev.authserver.credential;

import java.util.Map;

import dev.authserver.problem.ProblemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

/**
 * Which new passwords are good enough.
 */
class PasswordPolicyTests {

	private final CommonPasswords common = new CommonPasswords();

	private final PasswordPolicy policy = new PasswordPolicy(new PasswordProperties(true, 8), this.common);

	@ParameterizedTest
	@ValueSource(strings = { "correct horse battery", "zxq9vkpw", "        ", "你好世界很高兴认识", "😀😁😂🤣😃😄😅😆" })
	void objectionWhenGoodIsNone(String password) {
		assertThat(this.policy.objection(password)).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "password", "Password", "PASSWORD1", "12345678", "qwertyuiop", "ｐａｓｓｗｏｒｄ", "iloveyou" })
	void objectionWhenCommonSaysSo(String password) {
		assertThat(this.policy.objection(password))
			.hasValueSatisfying((reason) -> assertThat(reason).contains("common"));
	}

	@Test
	void objectionWhenShortCountsCodePoints() {
		assertThat(this.policy.objection("1234zxq")).hasValue("must have at least 8 characters");
		assertThat(this.policy.objection("😀😁😂🤣")).hasValue("must have at least 8 characters");
	}

	@ParameterizedTest
	@ValueSource(strings = { "authserver", "Auth Server", "AUTH-SERVER", "auth_server", "ａｕｔｈ－ｓｅｒｖｅｒ",
			"auth\u2010server", "Authentication Server" })
	void objectionWhenServersNameSaysSo(String password) {
		assertThat(this.policy.objection(password)).hasValue("is the server's name, which is guessed first");
		assertThat(this.policy.objection(password + "s of mine")).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "ǰoan.smith@example.com", "J\u030cOAN.SMITH@EXAMPLE.COM", "ǰoan.smith", "J\u030coan.Smith",
			"ǰｏａｎ．ｓｍｉｔｈ", "new.name@example.org", "new.name" })
	void refuseEmailsWhenOwnThrows(String password) {
		assertThatExceptionOfType(ProblemException.class).isThrownBy(
				() -> this.policy.refuseEmails("password", password, "ǰoan.smith@example.com", "new.name@example.org"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "example.com", "@example.com", "ǰoan.smith@", "ǰoan.smith@example.org", "ǰoan.smit",
			"correct ǰoan.smith" })
	void refuseEmailsWhenAnotherTextTakesIt(String password) {
		assertThatNoException()
			.isThrownBy(() -> this.policy.refuseEmails("password", password, "ǰoan.smith@example.com"));
	}

	@Test
	void refuseEmailsWhenPolicyIsOffTakesThem() {
		PasswordPolicy off = new PasswordPolicy(new PasswordProperties(false, 8), this.common);
		assertThatNoException().isThrownBy(() -> off.refuseEmails("password", "joan.smith", "joan.smith@example.com"));
		assertThat(off.objection("authserver")).isEmpty();
	}

	@Test
	void objectionWhenPolicyIsOffTakesAnythingButNothing() {
		PasswordPolicy off = new PasswordPolicy(new PasswordProperties(false, 8), this.common);
		assertThat(off.objection("x")).isEmpty();
		assertThat(off.objection("")).hasValue("must not be empty");
		assertThat(off.objection("x".repeat(1024))).isEmpty();
		assertThat(off.objection("x".repeat(1025))).hasValue("must have at most 1024 characters");
	}

	@ParameterizedTest
	@CsvSource({ "'', true", "on, true", "ON, true", "off, false", "OFF, false" })
	void bindWhenSwitchIsWrittenLikeThisTakesIt(String written, boolean on) {
		Map<String, String> settings = Map.of("auth.password.policy", written, "auth.password.min-length", "8");
		PasswordProperties properties = new Binder(new MapConfigurationPropertySource(settings))
			.bind("auth.password", PasswordProperties.class)
			.get();
		assertThat(properties.policy()).isEqualTo(on);
	}

}
