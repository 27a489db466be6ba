package dev.authserver.token;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.RSAKeyGenParameterSpec;
import java.util.Map;
import java.util.Optional;

import dev.authserver.key.SigningAlgorithm;
import dev.authserver.key.SigningKeys;

import static dev.authserver.token.Minted.base64;
import static dev.authserver.token.Minted.part;

/**
 * Signing keys that stand in no database, and tokens as their holder would make them.
 *
 * @param algorithm of the keys
 * @param signer the key that signs
 * @param known the keys by their names
 */
record KeyPairs(SigningAlgorithm algorithm, Signer signer, Map<String, PublicKey> known) implements SigningKeys {

	static final SigningKeys NONE = new KeyPairs(SigningAlgorithm.HS256, null, Map.of());

	static final String KID = "NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs";

	static KeyPairs of(SigningAlgorithm algorithm, KeyPair pair) {
		return new KeyPairs(algorithm, new Signer(KID, pair.getPrivate()), Map.of(KID, pair.getPublic()));
	}

	static KeyPair generate(SigningAlgorithm algorithm) {
		return switch (algorithm) {
			case ES256 -> generate("EC", new ECGenParameterSpec("secp256r1"));
			case EDDSA -> generate("Ed25519", null);
			case RS256 -> generate("RSA", new RSAKeyGenParameterSpec(2048, RSAKeyGenParameterSpec.F4));
			case HS256 -> throw new IllegalArgumentException("No key pair");
		};
	}

	static KeyPair generate(String type, AlgorithmParameterSpec parameters) {
		try {
			KeyPairGenerator generator = type.equals("RSA") ? KeyPairGenerator.getInstance(type)
					: KeyPairGenerator.getInstance(type, SigningAlgorithm.ES256.provider());
			if (parameters != null) {
				generator.initialize(parameters);
			}
			return generator.generateKeyPair();
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * A token by the hand of whoever has the private key.
	 */
	static String mint(String header, String claims, KeyPair pair, String algorithm) {
		try {
			String input = part(header) + "." + part(claims);
			Signature signature = Signature.getInstance(algorithm);
			signature.initSign(pair.getPrivate());
			signature.update(input.getBytes(StandardCharsets.US_ASCII));
			return input + "." + base64(signature.sign());
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * What Java calls the signature of an algorithm in the form that tokens have.
	 */
	static String javaName(SigningAlgorithm algorithm) {
		return switch (algorithm) {
			case ES256 -> "SHA256withECDSAinP1363Format";
			case EDDSA -> "Ed25519";
			case RS256 -> "SHA256withRSA";
			case HS256 -> "HmacSHA256";
		};
	}

	@Override
	public Optional<PublicKey> find(String kid) {
		return Optional.ofNullable(this.known.get(kid));
	}

}
