package dev.authserver.key;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAKeyGenParameterSpec;
import java.security.spec.X509EncodedKeySpec;

import org.bouncycastle.jcajce.interfaces.EdDSAKey;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.jspecify.annotations.Nullable;

/**
 * The algorithms that may sign access tokens, each with the one kind of key that it
 * takes.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7518#section-3.1">RFC 7518, 3.1</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8037#section-3.1">RFC 8037, 3.1</a>
 */
public enum SigningAlgorithm {

	/**
	 * HMAC-SHA-256 with a secret that client apps share.
	 */
	HS256("HS256", "HmacSHA256", null),

	/**
	 * ECDSA on the curve P-256.
	 */
	ES256("ES256", "EC", new ECGenParameterSpec("secp256r1")),

	/**
	 * Ed25519.
	 */
	EDDSA("EdDSA", "Ed25519", null),

	/**
	 * RSA of PKCS #1 1.5.
	 */
	RS256("RS256", "RSA", new RSAKeyGenParameterSpec(3072, RSAKeyGenParameterSpec.F4));

	private static final int P256_BITS = 256;

	private static final int MIN_RSA_BITS = 2048;

	private final String joseName;

	private final String keyType;

	private final @Nullable AlgorithmParameterSpec parameters;

	SigningAlgorithm(String joseName, String keyType, @Nullable AlgorithmParameterSpec parameters) {
		this.joseName = joseName;
		this.keyType = keyType;
		this.parameters = parameters;
	}

	/**
	 * Whether the key is a secret that all share who sign or verify, and no key pair.
	 */
	public boolean isShared() {
		return this == HS256;
	}

	/**
	 * The name in the header {@code alg}.
	 */
	public String joseName() {
		return this.joseName;
	}

	/**
	 * Whose implementation is used, or {@code null} for Java's own: on curves Bouncy
	 * Castle's is several times as fast.
	 */
	public @Nullable Provider provider() {
		return (this == ES256 || this == EDDSA) ? Curves.PROVIDER : null;
	}

	KeyPair generate() {
		try {
			Provider provider = provider();
			KeyPairGenerator generator = (provider != null) ? KeyPairGenerator.getInstance(this.keyType, provider)
					: KeyPairGenerator.getInstance(this.keyType);
			if (this.parameters != null) {
				generator.initialize(this.parameters);
			}
			return generator.generateKeyPair();
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("Every Java platform makes keys for " + this, ex);
		}
	}

	/**
	 * Whether a key is of the kind and the strength that this algorithm takes.
	 */
	boolean takes(PublicKey key) {
		return switch (this) {
			case HS256 -> false;
			case ES256 -> key instanceof ECPublicKey ec && ec.getParams().getOrder().bitLength() == P256_BITS
					&& ec.getParams().getCurve().getField().getFieldSize() == P256_BITS;
			case EDDSA -> key instanceof EdDSAKey ed && ed.getAlgorithm().equals("Ed25519");
			case RS256 -> key instanceof RSAPublicKey rsa && rsa.getModulus().bitLength() >= MIN_RSA_BITS;
		};
	}

	/**
	 * Reads a public key.
	 * @param encoded as X.509 has it
	 * @throws GeneralSecurityException if it is no such key
	 */
	PublicKey readPublic(byte[] encoded) throws GeneralSecurityException {
		return factory().generatePublic(new X509EncodedKeySpec(encoded));
	}

	/**
	 * Reads a private key.
	 * @param encoded as PKCS #8 has it
	 * @throws GeneralSecurityException if it is no such key
	 */
	PrivateKey readPrivate(byte[] encoded) throws GeneralSecurityException {
		return factory().generatePrivate(new PKCS8EncodedKeySpec(encoded));
	}

	private KeyFactory factory() throws GeneralSecurityException {
		Provider provider = provider();
		return (provider != null) ? KeyFactory.getInstance(this.keyType, provider)
				: KeyFactory.getInstance(this.keyType);
	}

	/**
	 * Loads the provider only where a key is on a curve.
	 */
	private static final class Curves {

		private static final Provider PROVIDER = new BouncyCastleProvider();

	}

}
