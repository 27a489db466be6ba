package dev.authserver.credential;

import dev.authserver.credential.PasswordProperties.Policy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Which new passwords are good enough.
 */
class PasswordPolicyTests {

	private final CommonPasswords common = new CommonPasswords();

	private final PasswordPolicy policy = new PasswordPolicy(new PasswordProperties(Policy.ON, 8), this.common);

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

	@Test
	void objectionWhenPolicyIsOffTakesAnythingButNothing() {
		PasswordPolicy off = new PasswordPolicy(new PasswordProperties(Policy.OFF, 8), this.common);
		assertThat(off.objection("x")).isEmpty();
		assertThat(off.objection("")).hasValue("must not be empty");
		assertThat(off.objection("x".repeat(1024))).isEmpty();
		assertThat(off.objection("x".repeat(1025))).hasValue("must have at most 1024 characters");
	}

}
