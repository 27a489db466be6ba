package dev.authserver.credential;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;
import org.springframework.util.function.SingletonSupplier;

/**
 * The passwords an attacker tries first, read from the jar when one is first judged.
 * Compared in Unicode form NFKC and without regard to case.
 */
@Component
class CommonPasswords {

	private final SingletonSupplier<Set<String>> passwords = SingletonSupplier.of(CommonPasswords::read);

	boolean contains(String password) {
		return this.passwords.obtain().contains(fold(password));
	}

	/**
	 * Maps the variants of a password in other letters to one text. The time grows with
	 * the square of the length, which the caller has bounded.
	 */
	static String fold(String password) {
		String lowerCase = Normalizer.normalize(password, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
		return Normalizer.normalize(lowerCase, Normalizer.Form.NFKC);
	}

	private static Set<String> read() {
		try {
			String list = new ClassPathResource("common-passwords.txt").getContentAsString(StandardCharsets.UTF_8);
			return list.lines().filter((line) -> !line.startsWith("# ")).collect(Collectors.toUnmodifiableSet());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
