package dev.authserver.credential;

import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;

/**
 * Checks imported bcrypt hashes ({@code $2a$}, {@code $2b$}, {@code $2y$}), and makes
 * none. Bcrypt sees 72 bytes of a password at the most, so a longer one never matches; it
 * is refused after the same work, so that the time tells nothing.
 *
 * @see <a href="https://spring.io/security/cve-2025-22228">CVE-2025-22228</a>
 */
class BcryptVerifier implements PasswordEncoder {

	private static final int MAX_BYTES = 72;

	private static final Pattern HASH = Pattern.compile("\\$2[aby]?\\$(\\d\\d)\\$.*");

	private final BCryptPasswordEncoder bcrypt = new BCryptPasswordEncoder();

	/**
	 * The binary logarithm of the rounds that a hash takes, 0 if it is none.
	 */
	static int cost(String hash) {
		Matcher matcher = HASH.matcher(hash);
		return matcher.matches() ? Integer.parseInt(matcher.group(1)) : 0;
	}

	@Override
	public String encode(@Nullable CharSequence rawPassword) {
		throw new UnsupportedOperationException("New passwords are hashed with argon2id");
	}

	@Override
	public boolean matches(@Nullable CharSequence rawPassword, @Nullable String encodedPassword) {
		if (rawPassword == null) {
			return false;
		}
		boolean matches = this.bcrypt.matches(rawPassword, encodedPassword);
		return matches & rawPassword.toString().getBytes(StandardCharsets.UTF_8).length <= MAX_BYTES;
	}

	@Override
	public boolean upgradeEncoding(@Nullable String encodedPassword) {
		return true;
	}

}
