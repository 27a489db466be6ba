package dev.authserver.credential;

import dev.authserver.hash.UnsupportedHashException;
import dev.authserver.settings.HeapLimits;
import dev.authserver.testsupport.HashVectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

/**
 * Which hashes an import takes.
 */
class PasswordHashesTests {

	@ParameterizedTest
	@FieldSource("dev.authserver.testsupport.HashVectors#CHEAP")
	void refusalWhenHashCanBeCheckedIsNone(String hash) {
		assertThat(PasswordHashes.refusal(hash)).isNull();
	}

	@Test
	void refusalWhenHashIsOfNoKnownFormatSaysSo() {
		assertThat(PasswordHashes.refusal("plain")).startsWith("is of no known format");
	}

	@Test
	void costWhenHeapHasNoRoomSaysHowMuchThereIs() {
		HeapLimits small = new HeapLimits(DataSize.ofMegabytes(192).toBytes());
		String sixtyFour = HashVectors.COSTLY.get(2);
		String hundred = HashVectors.COSTLY.get(0);
		assertThatNoException().isThrownBy(() -> PasswordHashes.cost(sixtyFour, small));
		assertThatExceptionOfType(UnsupportedHashException.class).isThrownBy(() -> PasswordHashes.cost(hundred, small))
			.withMessage("takes 100 MiB of memory to check, and there are 64 MiB for hashes, a third of Java's heap");
	}

	@ParameterizedTest
	@ValueSource(longs = { 768, 8192 })
	void costWhenHeapIsLargeTakesTheCostliest(long mebibytes) {
		HeapLimits large = new HeapLimits(DataSize.ofMegabytes(mebibytes).toBytes());
		assertThatNoException().isThrownBy(() -> HashVectors.all().forEach((hash) -> PasswordHashes.cost(hash, large)));
	}

}
