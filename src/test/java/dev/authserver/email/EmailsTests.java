package dev.authserver.email;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Which e-mail addresses are taken, and in which form.
 */
class EmailsTests {

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "nope", "a@b", "@example.com", "a@", "a b@example.com", "a@@example.com",
			"a@exa mple.com", "a..b@example.com", ".a@example.com", "a.@example.com", "a@-x.com", "a@x-.com",
			"a@example..com", "Name <a@b.co>", "<a@b.co>", "a@b.co,c@d.co", "a@[127.0.0.1]", "\"a b\"@example.com",
			"a@example.com\nb", "a\0@example.com", "a\u200b@example.com", "\ud800@example.com", "a(c)@example.com",
			"mailto:a@example.com" })
	void isValidWhenNoAddressSaysNo(String email) {
		assertThat(Emails.isValid(email)).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "a@b.co", " A@B.Co ", "o'hara@example.com", "a+tag@example.com", "josé@example.com",
			"a@exämple.com", "用户@例子.广告", "a@xn--exmple-cua.com", "a_b-c.d@sub.example.museum" })
	void isValidWhenAddressSaysYes(String email) {
		assertThat(Emails.isValid(email)).isTrue();
	}

	@Test
	void isValidWhenLongerThan254SaysNo() {
		String domain = "a.".repeat(95) + "example.com";
		String local = "l".repeat(254 - domain.length() - 1);
		assertThat(Emails.isValid(local + "@" + domain)).isTrue();
		assertThat(Emails.isValid("l" + local + "@" + domain)).isFalse();
	}

	@Test
	void canonicalWhenMixedFormsGivesOne() {
		assertThat(Emails.canonical("  Jose\u0301@EXAMPLE.com\t")).isEqualTo("jos\u00e9@example.com");
	}

}
