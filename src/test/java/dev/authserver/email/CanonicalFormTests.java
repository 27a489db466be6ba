package dev.authserver.email;

import java.text.Normalizer;
import java.util.Locale;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * That an e-mail has one canonical form, which is its own, over all of Unicode.
 */
class CanonicalFormTests {

	private static final int[] MARKS = all((codePoint) -> switch (Character.getType(codePoint)) {
		case Character.NON_SPACING_MARK, Character.COMBINING_SPACING_MARK, Character.ENCLOSING_MARK -> true;
		default -> false;
	});

	private static int[] all(IntPredicate condition) {
		return IntStream.rangeClosed(0, Character.MAX_CODE_POINT).filter(condition).toArray();
	}

	private static boolean isFixedPoint(String text) {
		String canonical = Emails.canonical(text);
		return canonical.equals(text) || Emails.canonical(canonical).equals(canonical);
	}

	@Test
	void canonicalWhenAnyCodePointIsFixedPoint() {
		assertThat(all((codePoint) -> !isFixedPoint(Character.toString(codePoint)))).isEmpty();
	}

	@Test
	void canonicalWhenAnyLetterHasAnyMarkIsFixedPoint() {
		int[] letters = all((letter) -> isCasedOrComposed(Character.toString(letter)));
		assertThat(IntStream.of(letters).parallel().filter(CanonicalFormTests::isMovedByAMark).toArray()).isEmpty();
	}

	/**
	 * The others stay as they are, whatever mark follows, except for those of Hangul,
	 * which have no case.
	 */
	private static boolean isCasedOrComposed(String letter) {
		return !letter.toLowerCase(Locale.ROOT).equals(letter) || !letter.toUpperCase(Locale.ROOT).equals(letter)
				|| !Normalizer.isNormalized(letter, Normalizer.Form.NFD)
						&& Character.UnicodeScript.of(letter.codePointAt(0)) != Character.UnicodeScript.HANGUL;
	}

	private static boolean isMovedByAMark(int letter) {
		String start = Character.toString(letter);
		return IntStream.of(MARKS).anyMatch((mark) -> !isFixedPoint(start + Character.toString(mark)));
	}

	@ParameterizedTest
	@ValueSource(strings = { "ΑΣ", "ΑΣ.Β", "ΑΣ\u0301Σ", "ΣΑΣ@ΑΣ.ΕΛ", "I\u0307\u0328", "\u0130\u0328", "J\u0323\u030c",
			"H\u0331\u0323", "\u03a5\u0308\u0301", "\u1c90\u13a0", "\u2000a\u2000", "\u0345\u0399\u0345" })
	void canonicalWhenLettersDependOnEachOtherIsFixedPoint(String text) {
		assertThat(isFixedPoint(text)).isTrue();
	}

	@ParameterizedTest
	@CsvSource({ "J\u030c, \u01f0", "\u01f0, \u01f0", "H\u0331, \u1e96", "\u212a, k", "\u212b, \u00e5",
			"\u2126, \u03c9", "\u0130, i\u0307", "ΑΣ, ας", "\u13a0, \uab70", "\u1c90, \u10d0" })
	void canonicalWhenSamePersonIsOneForm(String local, String canonical) {
		assertThat(Emails.canonical(local + "@example.com")).isEqualTo(canonical + "@example.com");
	}

	@ParameterizedTest
	@ValueSource(strings = { "\u0301\u0316", "a", "\u0130", "\u0958", "e\u0301", " a ", "\ud800" })
	void canonicalWhenTextIsLongIsFixedPointAndNoAddress(String part) {
		for (int length : new int[] { 254, 255, 1016, 1017, 1_000_000 }) {
			String text = part.repeat(length / part.length() + 1);
			assertThat(isFixedPoint(text)).isTrue();
			assertThat(Emails.isValid(text + "@example.com")).isFalse();
		}
	}

	@Test
	void isValidWhenDecomposedTextIsFourTimesAsLongSaysYes() {
		String decomposed = "\u03b1\u0313\u0300\u0345";
		String domain = "@" + "a.".repeat(89) + "example.com";
		assertThat(Emails.isValid(decomposed.repeat(64) + domain)).isTrue();
		assertThat(Emails.canonical(decomposed.repeat(64))).isEqualTo("\u1f82".repeat(64));
		assertThat(Emails.MAX_RAW_LENGTH).isEqualTo(254 * decomposed.length());
	}

}
