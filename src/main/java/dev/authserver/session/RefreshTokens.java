package dev.authserver.session;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

import dev.authserver.settings.KeyedDigest;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * What is kept and derived of refresh tokens.
 */
@Component
class RefreshTokens {

	private final KeyedDigest digest;

	RefreshTokens(KeyedDigest digest) {
		this.digest = digest;
	}

	/**
	 * What is stored of a token. It has 122 random bits, so no slow hash is needed.
	 */
	String hash(String token) {
		try {
			MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
			return HexFormat.of().formatHex(sha256.digest(token.getBytes(StandardCharsets.UTF_8)));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Every Java platform has SHA-256", ex);
		}
	}

	/**
	 * The id of the token that replaces the one with this hash. It is always the same, so
	 * that who repeats a token gets the same successor, of which only the hash is stored.
	 */
	String successorId(String hash) {
		return this.digest.of("successor " + hash);
	}

	/**
	 * Compares in constant time.
	 */
	boolean equal(String hash, @Nullable String stored) {
		return stored != null && MessageDigest.isEqual(hash.getBytes(StandardCharsets.US_ASCII),
				stored.getBytes(StandardCharsets.US_ASCII));
	}

}
