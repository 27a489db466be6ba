package dev.authserver.key;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

import dev.authserver.settings.TokenSecrets;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Who can open what is sealed.
 */
class KeySealTests {

	private static final String SECRET = "0123456789abcdef0123456789ABCDEF";

	private static final byte[] TEXT = "a private key".getBytes(StandardCharsets.UTF_8);

	private final KeySeal seal = new KeySeal(new TokenSecrets(SECRET, SECRET + "r", "", "", false));

	@Test
	void openWhenContextAndSecretsAreTheSameGivesTheText() {
		String sealed = this.seal.seal(TEXT, "context");
		assertThat(this.seal.open(sealed, "context").orElseThrow().secret()).isEqualTo(TEXT);
		assertThat(sealed).isNotEqualTo(this.seal.seal(TEXT, "context"));
		assertThat(this.seal.open(sealed, "context").toString()).doesNotContain("private");
	}

	@Test
	void openWhenAnythingDiffersGivesNothing() {
		String sealed = this.seal.seal(TEXT, "context");
		assertThat(this.seal.open(sealed, "contex")).isEmpty();
		byte[] bytes = Base64.getDecoder().decode(sealed);
		for (int i = 0; i < bytes.length; i++) {
			bytes[i] ^= 1;
			assertThat(this.seal.open(Base64.getEncoder().encodeToString(bytes), "context")).isEmpty();
			bytes[i] ^= 1;
		}
		for (String text : new String[] { "", "AAAA", "!", sealed.substring(4) }) {
			assertThat(this.seal.open(text, "context")).isEmpty();
		}
		for (TokenSecrets other : new TokenSecrets[] { new TokenSecrets(SECRET + "x", SECRET + "r", "", "", false),
				new TokenSecrets(SECRET, SECRET + "x", "", "", false),
				new TokenSecrets(SECRET + "r", SECRET, "", "", false) }) {
			assertThat(new KeySeal(other).open(sealed, "context")).isEmpty();
		}
	}

	@Test
	void openWhenEitherSecretHasTurnedSaysThatTheSealIsOld() {
		String sealed = this.seal.seal(TEXT, "context");
		KeySeal turned = new KeySeal(new TokenSecrets(SECRET + "2", SECRET + "3", SECRET, SECRET + "r", false));
		assertThat(turned.open(sealed, "context").orElseThrow().isCurrent()).isFalse();
		assertThat(turned.open(turned.seal(TEXT, "c"), "c").orElseThrow().isCurrent()).isTrue();
		assertThat(this.seal.open(turned.seal(TEXT, "c"), "c")).isEmpty();
	}

}
