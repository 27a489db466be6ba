package dev.authserver.key;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PublicKey;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;

import org.jspecify.annotations.Nullable;

/**
 * A key as the database has it.
 *
 * @param kid the RFC 7638 thumbprint of the public half
 * @param algorithm that the key is for
 * @param number rises with each key of the algorithm; the highest one whose time has come
 * signs
 * @param publicKey the public half as X.509 has it, in base64
 * @param sealedKey the private half as PKCS #8 has it, encrypted; of a key that the
 * operator gives, nothing, encrypted
 * @param publishedAt when the key was made
 * @param signsFrom when the key begins to sign
 * @param tokenSeconds the longest lifetime of the tokens that the key signs
 */
record StoredKey(String kid, SigningAlgorithm algorithm, int number, String publicKey, String sealedKey,
		Instant publishedAt, Instant signsFrom, long tokenSeconds) {

	/**
	 * Makes a key that is published now. Databases keep microseconds.
	 * @param secret what is to be kept of its private half
	 */
	static StoredKey create(SigningAlgorithm algorithm, PublicKey publicKey, byte[] secret, KeySeal seal, int number,
			Instant now, Instant signsFrom, Duration tokenLifetime) {
		String kid = PublicJwk.kid(publicKey);
		String encoded = Base64.getEncoder().encodeToString(publicKey.getEncoded());
		String sealed = seal.seal(secret, context(kid, algorithm, encoded));
		return new StoredKey(kid, algorithm, number, encoded, sealed, now.truncatedTo(ChronoUnit.MICROS),
				signsFrom.truncatedTo(ChronoUnit.MICROS), tokenLifetime.toSeconds());
	}

	/**
	 * What the seal is bound to.
	 */
	String context() {
		return context(this.kid, this.algorithm, this.publicKey);
	}

	private static String context(String kid, SigningAlgorithm algorithm, String publicKey) {
		return kid + " " + algorithm + " " + publicKey;
	}

	/**
	 * Reads the two halves.
	 * @param secret the private half, which may be empty
	 */
	KeyPair read(byte[] secret) throws GeneralSecurityException {
		PublicKey publicHalf = this.algorithm.readPublic(Base64.getDecoder().decode(this.publicKey));
		return new KeyPair(publicHalf, (secret.length != 0) ? this.algorithm.readPrivate(secret) : null);
	}

	Duration tokenLifetime() {
		return Duration.ofSeconds(this.tokenSeconds);
	}

	@Override
	public String toString() {
		return "StoredKey[kid=" + this.kid + ", number=" + this.number + "]";
	}

}
