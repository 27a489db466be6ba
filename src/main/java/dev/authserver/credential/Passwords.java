package dev.authserver.credential;

import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.security.crypto.password.DelegatingPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;

/**
 * Hashes and checks passwords. New hashes are argon2id with 19 MiB, two passes and one
 * lane; bcrypt hashes from an earlier server still verify.
 *
 * @see <a href=
 * "https://cheatsheetseries.owasp.org/cheatsheets/Password_Storage_Cheat_Sheet.html">OWASP
 * Password Storage</a>
 */
@Component
public class Passwords {

	private static final int SALT_BYTES = 16;

	private static final int HASH_BYTES = 32;

	private static final int LANES = 1;

	private static final int MEMORY_KIB = 19456;

	private static final int PASSES = 2;

	private final PasswordEncoder encoder;

	private final String hashOfNobody;

	Passwords() {
		DelegatingPasswordEncoder delegating = new DelegatingPasswordEncoder("argon2id",
				Map.of("argon2id", new Argon2PasswordEncoder(SALT_BYTES, HASH_BYTES, LANES, MEMORY_KIB, PASSES)));
		delegating.setDefaultPasswordEncoderForMatches(new BcryptVerifier());
		this.encoder = delegating;
		this.hashOfNobody = hash("nobody");
	}

	public String hash(String password) {
		String hash = this.encoder.encode(password);
		if (hash == null) {
			throw new IllegalStateException("No hash was made");
		}
		return hash;
	}

	/**
	 * Whether this is the password behind the hash. Without a hash, as for an unknown
	 * user, the answer is no after the same work.
	 */
	public boolean matches(String password, @Nullable String hash) {
		boolean matches = this.encoder.matches(password, (hash != null) ? hash : this.hashOfNobody);
		return matches & hash != null;
	}

	/**
	 * Whether the hash should be made anew now that its password is at hand.
	 */
	public boolean isOutdated(String hash) {
		return this.encoder.upgradeEncoding(hash);
	}

}
