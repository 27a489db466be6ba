package dev.authserver.key;

import java.security.PrivateKey;
import java.security.PublicKey;
import java.util.Optional;

/**
 * The keys of access tokens, as whoever signs and verifies tokens needs them.
 */
public interface SigningKeys {

	/**
	 * The one algorithm of all these keys.
	 */
	SigningAlgorithm algorithm();

	/**
	 * The key that signs now. There is none where a secret signs.
	 */
	Signer signer();

	/**
	 * The key that verifies tokens which name it, if this server still believes it.
	 * @param kid as the token has it, which need be no key's name
	 */
	Optional<PublicKey> find(String kid);

	/**
	 * A private key and the name of its public half.
	 *
	 * @param kid the RFC 7638 thumbprint of the public half
	 * @param privateKey signs
	 */
	record Signer(String kid, PrivateKey privateKey) {

		@Override
		public String toString() {
			return "Signer[kid=" + this.kid + "]";
		}

	}

}
