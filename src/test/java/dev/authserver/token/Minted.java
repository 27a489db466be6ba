package dev.authserver.token;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.UUID;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import dev.authserver.key.SigningKeys;
import dev.authserver.settings.TokenSecrets;

/**
 * Makes tokens as somebody would who knows the secret.
 */
final class Minted {

	static final String ACCESS_SECRET = "an access secret of enough length!";

	static final String REFRESH_SECRET = "a refresh secret of enough length!";

	static final Instant NOW = Instant.parse("2026-11-24T12:00:00.700Z");

	static final long IAT = NOW.getEpochSecond();

	static final String HEADER = "{\"alg\":\"HS256\",\"typ\":\"JWT\"}";

	static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

	static final UUID SESSION = UUID.fromString("6f1c2a7e-3b0d-4c58-9d6e-0a1b2c3d4e5f");

	static final String CLAIMS = "{\"sub\":\"a@b.co\",\"jti\":\"1\",\"uid\":7,\"sid\":\"" + SESSION + "\","
			+ "\"is_admin\":false,\"token_use\":\"access\"";

	static final String TIMES = ",\"iat\":" + IAT + ",\"exp\":" + (IAT + 60);

	static final VerifiedToken USER = new VerifiedToken(7, "a@b.co", SESSION, "1", Instant.ofEpochSecond(IAT),
			Instant.ofEpochSecond(IAT + 60));

	private Minted() {
	}

	static JwtService at(Instant instant) {
		return service(KeyPairs.NONE, "", "", instant);
	}

	static JwtService service(SigningKeys keys, String issuer, String audience, Instant instant) {
		return new JwtService(new TokenSecrets(ACCESS_SECRET, REFRESH_SECRET, "", "", false), keys,
				new TokenProperties(15, 180, issuer, audience), Clock.fixed(instant, ZoneOffset.UTC));
	}

	static String base64(byte[] bytes) {
		return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
	}

	static String part(String json) {
		return base64(json.getBytes(StandardCharsets.UTF_8));
	}

	static String mint(String header, String claims, String secret, String algorithm) {
		return sign(part(header) + "." + part(claims), secret, algorithm);
	}

	static String sign(String input) {
		return sign(input, ACCESS_SECRET, "HmacSHA256");
	}

	static String mint(String header, String claims, byte[] secret, String algorithm) {
		return sign(part(header) + "." + part(claims), secret, algorithm);
	}

	static String sign(String input, String secret, String algorithm) {
		return sign(input, secret.getBytes(StandardCharsets.UTF_8), algorithm);
	}

	private static String sign(String input, byte[] secret, String algorithm) {
		try {
			Mac mac = Mac.getInstance(algorithm);
			mac.init(new SecretKeySpec(secret, algorithm));
			return input + "." + base64(mac.doFinal(input.getBytes(StandardCharsets.US_ASCII)));
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	static String mint(String header, String claims) {
		return mint(header, claims, ACCESS_SECRET, "HmacSHA256");
	}

}
