package dev.authserver.key;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.util.Objects;

import dev.authserver.settings.InvalidSettingException;
import org.bouncycastle.crypto.params.AsymmetricKeyParameter;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.params.RSAKeyParameters;
import org.bouncycastle.crypto.params.RSAPrivateCrtKeyParameters;
import org.bouncycastle.crypto.util.PrivateKeyFactory;
import org.bouncycastle.crypto.util.SubjectPublicKeyInfoFactory;
import org.bouncycastle.math.ec.FixedPointCombMultiplier;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.ssl.pem.PemContent;

/**
 * Reads a private key as OpenSSL writes it, and works out its public half, which Java
 * cannot.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7468#section-10">RFC 7468, 10</a>
 */
final class KeyPem {

	private KeyPem() {
	}

	/**
	 * Reads a key pair.
	 * @throws InvalidSettingException if the text is no private key for the algorithm
	 */
	static KeyPair read(String pem, SigningAlgorithm algorithm) {
		try {
			PrivateKey given = Objects.requireNonNull(PemContent.of(pem)).getPrivateKey();
			byte[] encoded = Objects.requireNonNull(given).getEncoded();
			PublicKey publicKey = algorithm.readPublic(publicHalf(PrivateKeyFactory.createKey(encoded)));
			if (algorithm.takes(publicKey)) {
				return new KeyPair(publicKey, algorithm.readPrivate(encoded));
			}
			throw refuse(algorithm, null);
		}
		catch (IOException | GeneralSecurityException | IllegalArgumentException | IllegalStateException
				| NullPointerException ex) {
			throw refuse(algorithm, ex);
		}
	}

	private static byte[] publicHalf(AsymmetricKeyParameter key) throws IOException {
		return SubjectPublicKeyInfoFactory.createSubjectPublicKeyInfo(publicKey(key)).getEncoded();
	}

	private static AsymmetricKeyParameter publicKey(AsymmetricKeyParameter key) {
		if (key instanceof ECPrivateKeyParameters ec) {
			return new ECPublicKeyParameters(
					new FixedPointCombMultiplier().multiply(ec.getParameters().getG(), ec.getD()), ec.getParameters());
		}
		if (key instanceof RSAPrivateCrtKeyParameters rsa) {
			return new RSAKeyParameters(false, rsa.getModulus(), rsa.getPublicExponent());
		}
		if (key instanceof Ed25519PrivateKeyParameters ed) {
			return ed.generatePublicKey();
		}
		throw new IllegalArgumentException("A key of another kind");
	}

	private static InvalidSettingException refuse(SigningAlgorithm algorithm, @Nullable Exception cause) {
		String message = "The file of SIGNING_KEY_FILE holds no private key for " + algorithm.joseName() + ".";
		String remedy = "Make one with `" + command(algorithm) + "`.";
		return (cause != null) ? new InvalidSettingException(message, remedy, cause)
				: new InvalidSettingException(message, remedy);
	}

	private static String command(SigningAlgorithm algorithm) {
		return "openssl genpkey -out key.pem -algorithm " + switch (algorithm) {
			case RS256 -> "RSA -pkeyopt rsa_keygen_bits:3072";
			case EDDSA -> "ed25519";
			default -> "EC -pkeyopt ec_paramgen_curve:P-256";
		};
	}

}
