package dev.authserver.hash;

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

	private final HashMemory memory = new HashMemory(COST.memoryKib(), COST.memoryKib());

	private final Argon2idEncoder encoder = new Argon2idEncoder(COST, this.memory);

	private final Argon2PasswordEncoder springs = new Argon2PasswordEncoder(16, 32, 1, 7168, 5);

	@ParameterizedTest
	@ValueSource(strings = { "a", "correct horse battery", "pässwörd 你好 😀", "" })
	void matchesWhenHashedByTheOtherAgrees(String password) {
		String ours = this.encoder.encode(password);
		assertThat(ours).startsWith("{argon2id}$argon2id$v=19$m=7168,t=5,p=1$").startsWith(this.encoder.prefix());
		assertThat(matches(password, ours)).isTrue();
		assertThat(matches(password + " ", ours)).isFalse();
		if (!password.isEmpty()) {
			assertThat(this.springs.matches(password, ours.substring("{argon2id}".length()))).isTrue();
			assertThat(matches(password, this.springs.encode(password))).isTrue();
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
			assertThat(matches("first", first)).isTrue();
			assertThat(matches("first", second)).isFalse();
			assertThat(matches("second", second)).isTrue();
		}
	}

	@Test
	void ofNobodyWhenCheckedCostsAsMuchAndMatchesNothing() {
		PasswordHash nobodys = this.encoder.ofNobody();
		assertThat(nobodys.cost()).isEqualTo(PasswordHash.parse(this.encoder.encode("x")).cost());
		assertThat(matches("", nobodys)).isFalse();
	}

	private boolean matches(String password, String hash) {
		return matches(password, PasswordHash.parse(hash));
	}

	private boolean matches(String password, PasswordHash hash) {
		try (HashMemory.Lease lease = this.memory.take(hash.cost())) {
			return hash.matches(password, lease);
		}
	}

}
