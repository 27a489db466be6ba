package dev.authserver.key;

import java.security.PublicKey;
import java.util.Map;
import java.util.TreeMap;

import io.jsonwebtoken.security.Jwks;

/**
 * Writes a public key as others read it, by jjwt: its name, and its members in a JWK.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7517#section-4">RFC 7517, 4</a>
 */
final class PublicJwk {

	private PublicJwk() {
	}

	/**
	 * The name of a key.
	 * @see <a href="https://www.rfc-editor.org/rfc/rfc7638">RFC 7638</a>
	 */
	static String kid(PublicKey key) {
		return Jwks.builder().key(key).build().thumbprint().toString();
	}

	/**
	 * The members of a key, in a fixed order.
	 */
	static Map<String, Object> members(SigningAlgorithm algorithm, String kid, PublicKey key) {
		return new TreeMap<>(
				Jwks.builder().key(key).id(kid).algorithm(algorithm.joseName()).publicKeyUse("sig").build());
	}

}
