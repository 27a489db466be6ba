package dev.authserver.credential;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Hashes that other implementations read, and theirs here.
 */
class Argon2idEncoderTests {

	private static final Argon2Cost COST = new Argon2Cost(7168, 5, 1);

	private final Argon2idEncoder encoder = new Argon2idEncoder(COST);

	private final Argon2PasswordEncoder springs = new Argon2PasswordEncoder(16, 32, 1, 7168, 5);

	@ParameterizedTest
	@ValueSource(strings = { "a", "correct horse battery", "pässwörd 你好 😀", "" })
	void matchesWhenHashedByTheOtherAgrees(String password) {
		String ours = this.encoder.encode(password);
		assertThat(this.encoder.matches(password, ours)).isTrue();
		assertThat(this.encoder.matches(password + " ", ours)).isFalse();
		if (!password.isEmpty()) {
			assertThat(this.springs.matches(password, ours)).isTrue();
			assertThat(this.encoder.matches(password, this.springs.encode(password))).isTrue();
		}
	}

	@Test
	void encodeWhenTwiceSaltsAnew() {
		assertThat(this.encoder.encode("same")).isNotEqualTo(this.encoder.encode("same"));
	}

	@Test
	void matchesWhenManyInARowReusesMemoryWithoutTrace() {
		String first = this.encoder.encode("first");
		String second = this.encoder.encode("second");
		for (int i = 0; i < 3; i++) {
			assertThat(this.encoder.matches("first", first)).isTrue();
			assertThat(this.encoder.matches("first", second)).isFalse();
			assertThat(this.encoder.matches("second", second)).isTrue();
		}
	}

	@Test
	void upgradeEncodingWhenCostDiffersSaysYes() {
		String other = new Argon2idEncoder(new Argon2Cost(8192, 1, 1)).encode("x");
		assertThat(this.encoder.matches("x", other)).isTrue();
		assertThat(this.encoder.upgradeEncoding(other)).isTrue();
		assertThat(this.encoder.upgradeEncoding(this.encoder.encode("x"))).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "x", "$argon2id$", "$argon2i$v=19$m=8,t=1,p=1$AAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAA",
			"$argon2id$v=19$m=9999999,t=1,p=1$AAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAA" })
	void matchesWhenHashIsNoneOfOursSaysNo(String hash) {
		assertThat(this.encoder.matches("x", hash)).isFalse();
	}

	@Test
	void ofNobodyWhenCheckedMatchesNothing() {
		assertThat(this.encoder.ofNobody()).startsWith(COST.prefix());
		assertThat(this.encoder.matches("", this.encoder.ofNobody())).isFalse();
	}

}
