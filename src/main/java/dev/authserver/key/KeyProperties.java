package dev.authserver.key;

import java.security.KeyPair;
import java.time.Duration;
import java.util.Optional;

import dev.authserver.settings.InvalidSettingException;
import dev.authserver.settings.Settings;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * What signs access tokens.
 *
 * @param algorithm that signs
 * @param rotation how long a key signs before the next one does; zero for ever
 * @param pem the key that the operator gives, or empty if the server makes its own
 * @param accessExpiry lifetime of an access token in whole minutes, for which a key is
 * needed after it has signed its last one
 */
@ConfigurationProperties("auth.key")
record KeyProperties(SigningAlgorithm algorithm, Duration rotation, String pem, int accessExpiry) implements Settings {

	private static final Duration SHORTEST = Duration.ofDays(1);

	private static final Duration LONGEST = Duration.ofDays(3660);

	KeyProperties(@Nullable SigningAlgorithm algorithm, Duration rotation, String pem, int accessExpiry) {
		this.algorithm = (algorithm != null) ? algorithm : SigningAlgorithm.HS256;
		this.rotation = rotation;
		this.pem = pem;
		this.accessExpiry = accessExpiry;
		if (!rotation.isZero() && (rotation.compareTo(SHORTEST) < 0 || rotation.compareTo(LONGEST) > 0)) {
			throw new InvalidSettingException(
					"SIGNING_KEY_ROTATION must be 0, or a time from 1d to 3660d, such as 90d.",
					"Leave SIGNING_KEY_ROTATION unset for 90d.");
		}
		if (!pem.isBlank() && this.algorithm.isShared()) {
			throw new InvalidSettingException("SIGNING_KEY_FILE is set, but HS256 signs with ACCESS_TOKEN_SECRET.",
					"Set ACCESS_TOKEN_ALGORITHM to the algorithm of the key: ES256, EdDSA or RS256.");
		}
		given();
	}

	/**
	 * The key that the operator gives.
	 */
	Optional<KeyPair> given() {
		return this.pem.isBlank() ? Optional.empty() : Optional.of(KeyPem.read(this.pem, this.algorithm));
	}

	/**
	 * How long a key is needed after it has signed its last token.
	 */
	Duration tokenLifetime() {
		return Duration.ofMinutes(this.accessExpiry).plus(KeySet.CLOCKS_DIFFER);
	}

	@Override
	public String toString() {
		return "KeyProperties[algorithm=" + this.algorithm + ", rotation=" + this.rotation + "]";
	}

}
