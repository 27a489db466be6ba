package dev.authserver.settings;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Finds the setting that somebody meant who wrote another name: with other letters, or
 * with words left out or added.
 *
 * @param known names of the settings
 */
record Misspellings(Set<String> known) {

	/**
	 * From so many letters on, two may be wrong instead of one.
	 */
	private static final int LONG_NAME = 10;

	/**
	 * From so many letters on, a word may be cut short or have a wrong letter.
	 */
	private static final int LONG_WORD = 4;

	/**
	 * From so many words on, others may stand around them: with fewer, the variables that
	 * container platforms set for each service would fit.
	 */
	private static final int MANY_WORDS = 3;

	private static final int FEW_WORDS = 2;

	/**
	 * The setting that is most like a name, if the name is none itself and one is like
	 * it.
	 */
	Optional<String> meant(String name) {
		if (this.known.contains(name)) {
			return Optional.empty();
		}
		return this.known.stream()
			.filter((candidate) -> isLike(name, candidate))
			.min(Comparator.<String>comparingInt((candidate) -> distance(name, candidate))
				.thenComparing(Comparator.naturalOrder()));
	}

	private static boolean isLike(String name, String candidate) {
		int wrongLetters = (candidate.length() < LONG_NAME) ? 1 : 2;
		if (name.equals(candidate + SecretFiles.SUFFIX)) {
			return true;
		}
		if (Math.abs(name.length() - candidate.length()) <= wrongLetters && distance(name, candidate) <= wrongLetters) {
			return true;
		}
		List<String> words = Arrays.asList(name.split("_"));
		List<String> candidateWords = Arrays.asList(candidate.split("_"));
		return words.size() >= FEW_WORDS && contains(candidateWords, words)
				|| candidateWords.size() >= MANY_WORDS && contains(words, candidateWords);
	}

	private static boolean contains(List<String> words, List<String> others) {
		return others.stream().allMatch((other) -> words.stream().anyMatch((word) -> isSameWord(word, other)));
	}

	private static boolean isSameWord(String one, String other) {
		return one.equals(other) || Math.min(one.length(), other.length()) >= LONG_WORD
				&& (one.startsWith(other) || other.startsWith(one) || distance(one, other) <= 1);
	}

	/**
	 * How many letters must be added, removed or replaced to make one text the other.
	 */
	private static int distance(String one, String other) {
		int[] row = new int[other.length() + 1];
		Arrays.setAll(row, (index) -> index);
		for (int i = 1; i <= one.length(); i++) {
			int diagonal = row[0];
			row[0] = i;
			for (int j = 1; j <= other.length(); j++) {
				int replaced = diagonal + ((one.charAt(i - 1) == other.charAt(j - 1)) ? 0 : 1);
				diagonal = row[j];
				row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
			}
		}
		return row[other.length()];
	}

}
