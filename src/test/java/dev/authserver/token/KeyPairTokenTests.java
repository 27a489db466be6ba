package dev.authserver.token;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import dev.authserver.key.SigningAlgorithm;
import dev.authserver.user.Account;
import io.jsonwebtoken.security.Jwks;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static dev.authserver.token.KeyPairs.KID;
import static dev.authserver.token.KeyPairs.javaName;
import static dev.authserver.token.KeyPairs.mint;
import static dev.authserver.token.Minted.CLAIMS;
import static dev.authserver.token.Minted.NOW;
import static dev.authserver.token.Minted.SESSION;
import static dev.authserver.token.Minted.TIMES;
import static dev.authserver.token.Minted.USER;
import static dev.authserver.token.Minted.base64;
import static dev.authserver.token.Minted.part;
import static dev.authserver.token.Minted.service;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Which access tokens are believed where key pairs sign, and what attackers try.
 */
class KeyPairTokenTests {

	private static final String BODY = CLAIMS + TIMES + "}";

	private static final Account ACCOUNT = new Account(7, "a@b.co", true, true, 3);

	private static final Map<SigningAlgorithm, KeyPair> PAIRS = new EnumMap<>(SigningAlgorithm.class);

	private static KeyPair pair(SigningAlgorithm algorithm) {
		return PAIRS.computeIfAbsent(algorithm, KeyPairs::generate);
	}

	private static JwtService jwts(SigningAlgorithm algorithm) {
		return service(KeyPairs.of(algorithm, pair(algorithm)), "", "", NOW);
	}

	private static String header(SigningAlgorithm algorithm) {
		return header(algorithm.joseName(), KID);
	}

	private static String header(String algorithm, String kid) {
		return "{\"alg\":\"" + algorithm + "\",\"typ\":\"JWT\",\"kid\":\"" + kid + "\"}";
	}

	private static void assertRefused(SigningAlgorithm algorithm, String token) {
		assertThatExceptionOfType(InvalidTokenException.class)
			.isThrownBy(() -> jwts(algorithm).verify(TokenUse.ACCESS, token));
	}

	@ParameterizedTest
	@EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "HS256")
	void issueWhenVerifiedProvesTheUser(SigningAlgorithm algorithm) throws Exception {
		JwtService jwts = jwts(algorithm);
		String token = jwts.issueAccess(ACCOUNT, SESSION);
		assertThat(jwts.verify(TokenUse.ACCESS, token).userId()).isEqualTo(7);
		assertThat(token).startsWith(part(header(algorithm)) + ".");
		String byHand = mint(header(algorithm), BODY, pair(algorithm), javaName(algorithm));
		assertThat(jwts.verify(TokenUse.ACCESS, byHand)).isEqualTo(USER);
	}

	@ParameterizedTest
	@EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "HS256")
	void issueWhenForARefreshStaysWithTheSecret(SigningAlgorithm algorithm) {
		String token = jwts(algorithm).issueRefresh(ACCOUNT, SESSION, "1", NOW, NOW.plusSeconds(60));
		assertThat(token).startsWith(part(Minted.HEADER) + ".");
		assertRefused(algorithm, token);
	}

	@ParameterizedTest
	@EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "HS256")
	void verifyWhenAnyCharacterIsChangedRefuses(SigningAlgorithm algorithm) {
		String token = jwts(algorithm).issueAccess(ACCOUNT, SESSION);
		for (int i = 0; i < token.length(); i += 3) {
			for (char other : List.of('A', '_', '=', '.')) {
				if (token.charAt(i) != other) {
					assertRefused(algorithm, token.substring(0, i) + other + token.substring(i + 1));
				}
			}
			assertRefused(algorithm, token.substring(0, i));
		}
	}

	@ParameterizedTest
	@EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "HS256")
	void verifyWhenPublicKeyServesAsASecretRefuses(SigningAlgorithm algorithm) {
		byte[] encoded = pair(algorithm).getPublic().getEncoded();
		String pem = "-----BEGIN PUBLIC KEY-----\n"
				+ Base64.getMimeEncoder(64, new byte[] { '\n' }).encodeToString(encoded)
				+ "\n-----END PUBLIC KEY-----\n";
		List<byte[]> secrets = new ArrayList<>(List.of(encoded, pem.getBytes(StandardCharsets.US_ASCII),
				pem.strip().getBytes(StandardCharsets.US_ASCII), KID.getBytes(StandardCharsets.US_ASCII)));
		if (pair(algorithm).getPublic() instanceof RSAPublicKey rsa) {
			BigInteger modulus = rsa.getModulus();
			secrets.add(modulus.toByteArray());
			secrets.add(Arrays.copyOfRange(modulus.toByteArray(), 1, modulus.toByteArray().length));
			secrets.add(base64(Arrays.copyOfRange(modulus.toByteArray(), 1, modulus.toByteArray().length))
				.getBytes(StandardCharsets.US_ASCII));
		}
		for (byte[] secret : secrets) {
			for (String name : List.of("HS256", algorithm.joseName())) {
				assertRefused(algorithm, Minted.mint(header(name, KID), BODY, secret, "HmacSHA256"));
			}
			assertRefused(algorithm, Minted.mint(Minted.HEADER, BODY, secret, "HmacSHA256"));
		}
		assertRefused(algorithm, Minted.mint(Minted.HEADER, BODY));
		assertRefused(algorithm, Minted.mint(header("HS256", KID), BODY));
	}

	@ParameterizedTest
	@ValueSource(strings = { "0000", "n", "n-1", "1" })
	void verifyWhenEcSignatureIsNoneRefuses(String value) {
		BigInteger order = new BigInteger("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551", 16);
		BigInteger number = switch (value) {
			case "n" -> order;
			case "n-1" -> order.subtract(BigInteger.ONE);
			default -> new BigInteger(value);
		};
		byte[] half = Arrays.copyOfRange(
				new BigInteger(1, number.toByteArray()).add(BigInteger.ONE.shiftLeft(256)).toByteArray(), 1, 33);
		byte[] signature = Arrays.copyOf(half, 64);
		System.arraycopy(half, 0, signature, 32, 32);
		String input = part(header(SigningAlgorithm.ES256)) + "." + part(BODY);
		assertRefused(SigningAlgorithm.ES256, input + "." + base64(signature));
		assertRefused(SigningAlgorithm.ES256, input + "." + base64(Arrays.copyOf(signature, 32)));
		assertRefused(SigningAlgorithm.ES256, input + ".");
	}

	@Test
	void verifyWhenEcSignatureIsDerRefuses() {
		assertRefused(SigningAlgorithm.ES256,
				mint(header(SigningAlgorithm.ES256), BODY, pair(SigningAlgorithm.ES256), "SHA256withECDSA"));
	}

	@Test
	void verifyWhenKeyIsOfAnotherCurveOrKindRefuses() {
		KeyPair p384 = KeyPairs.generate("EC", new ECGenParameterSpec("secp384r1"));
		KeyPair k256 = pair(SigningAlgorithm.RS256);
		for (KeyPair pair : List.of(p384, k256, pair(SigningAlgorithm.EDDSA))) {
			JwtService jwts = service(KeyPairs.of(SigningAlgorithm.ES256, pair), "", "", NOW);
			String algorithm = switch (pair.getPublic().getAlgorithm()) {
				case "EC" -> "SHA256withECDSAinP1363Format";
				case "RSA" -> "SHA256withRSA";
				default -> "Ed25519";
			};
			for (String name : List.of("ES256", "ES384", "RS256", "EdDSA")) {
				assertThatExceptionOfType(InvalidTokenException.class)
					.isThrownBy(() -> jwts.verify(TokenUse.ACCESS, mint(header(name, KID), BODY, pair, algorithm)));
			}
		}
	}

	@ParameterizedTest
	@EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "HS256")
	void verifyWhenHeaderNamesAnotherAlgorithmRefuses(SigningAlgorithm algorithm) {
		for (String name : List.of("none", "None", "ES384", "ES512", "PS256", "RS384", "RS512", "Ed25519", "ES256K",
				"es256", "eddsa", "rs256", "HS256", "")) {
			assertRefused(algorithm, mint(header(name, KID), BODY, pair(algorithm), javaName(algorithm)));
			assertRefused(algorithm, part(header(name, KID)) + "." + part(BODY) + ".");
		}
		assertRefused(algorithm, mint("{\"alg\":\"" + algorithm.joseName() + "\",\"typ\":\"JWT\"}", BODY,
				pair(algorithm), javaName(algorithm)));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "x", "../../../../dev/null", "/proc/self/environ", "' or '1'='1", "1;drop table users",
			"NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9XS", "NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs ", "\\u0000" })
	void verifyWhenKidIsNoKnownKeyRefuses(String kid) {
		assertRefused(SigningAlgorithm.ES256,
				mint(header("ES256", kid), BODY, pair(SigningAlgorithm.ES256), javaName(SigningAlgorithm.ES256)));
	}

	@ParameterizedTest
	@ValueSource(strings = { "\"jku\":\"http://127.0.0.1:9/k\"", "\"x5u\":\"http://127.0.0.1:9/k\"",
			"\"x5c\":[\"MIIB\"]", "\"x5t\":\"AAAA\"", "\"crit\":[\"b64\"],\"b64\":false", "\"zip\":\"DEF\"",
			"\"cty\":\"JWT\"", "\"x\":1", "\"kid\":\"x\"" })
	void verifyWhenHeaderHasMoreRefuses(String more) {
		String header = header(SigningAlgorithm.ES256).replace("}", "," + more + "}");
		assertRefused(SigningAlgorithm.ES256,
				mint(header, BODY, pair(SigningAlgorithm.ES256), javaName(SigningAlgorithm.ES256)));
	}

	@ParameterizedTest
	@EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "HS256")
	void verifyWhenHeaderBringsItsOwnKeyRefuses(SigningAlgorithm algorithm) {
		KeyPair foreign = KeyPairs.generate(algorithm);
		String jwk = Jwks.builder()
			.key(foreign.getPublic())
			.build()
			.entrySet()
			.stream()
			.map((member) -> "\"" + member.getKey() + "\":\"" + member.getValue() + "\"")
			.collect(Collectors.joining(",", "{", "}"));
		String header = header(algorithm).replace("}", ",\"jwk\":" + jwk + "}");
		assertRefused(algorithm, mint(header, BODY, foreign, javaName(algorithm)));
		assertRefused(algorithm, mint(header(algorithm), BODY, foreign, javaName(algorithm)));
		assertRefused(algorithm, mint(header, BODY, pair(algorithm), javaName(algorithm)));
	}

	@Test
	void verifyWhenIssuerOrAudienceIsAnotherRefuses() throws Exception {
		KeyPairs keys = KeyPairs.of(SigningAlgorithm.ES256, pair(SigningAlgorithm.ES256));
		JwtService jwts = service(keys, "https://a.example/auth", "api", NOW);
		String token = jwts.issueAccess(ACCOUNT, SESSION);
		assertThat(jwts.verify(TokenUse.ACCESS, token).userId()).isEqualTo(7);
		assertThat(new String(Base64.getUrlDecoder().decode(token.split("\\.")[1]), StandardCharsets.UTF_8))
			.contains("\"iss\":\"https://a.example/auth\"", "\"aud\":[\"api\"]");
		for (JwtService other : List.of(service(keys, "https://b.example/auth", "api", NOW),
				service(keys, "https://a.example/auth/", "api", NOW),
				service(keys, "https://a.example/auth", "b", NOW))) {
			assertThatExceptionOfType(InvalidTokenException.class)
				.isThrownBy(() -> other.verify(TokenUse.ACCESS, token));
			assertThatExceptionOfType(InvalidTokenException.class).isThrownBy(
					() -> other.verify(TokenUse.ACCESS, jwts(SigningAlgorithm.ES256).issueAccess(ACCOUNT, SESSION)));
		}
		assertThat(jwts(SigningAlgorithm.ES256).verify(TokenUse.ACCESS, token).userId()).isEqualTo(7);
		String refresh = jwts(SigningAlgorithm.ES256).issueRefresh(ACCOUNT, SESSION, "1", NOW.minusSeconds(1),
				NOW.plusSeconds(60));
		assertThat(jwts.verify(TokenUse.REFRESH, refresh).userId()).isEqualTo(7);
	}

}
