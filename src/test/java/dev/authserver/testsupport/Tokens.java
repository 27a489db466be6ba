package dev.authserver.testsupport;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads and changes tokens with nothing but the shared secret, as another program would.
 */
public final class Tokens {

	private static final JsonMapper JSON = JsonMapper.builder().build();

	private Tokens() {
	}

	public static ObjectNode claims(String token) {
		return (ObjectNode) JSON.readTree(Base64.getUrlDecoder().decode(token.split("\\.")[1]));
	}

	/**
	 * The same access token with other claims, properly signed.
	 */
	public static String signed(String token, ObjectNode claims) {
		String input = token.split("\\.")[0] + "." + encode(JSON.writeValueAsBytes(claims));
		return input + "." + encode(hmac(input, ApiTest.ACCESS_SECRET));
	}

	/**
	 * The same refresh token without the claim of its session, properly signed.
	 */
	public static String withoutSession(String token) {
		ObjectNode claims = claims(token);
		claims.remove("sid");
		return signedForRefresh(token, claims);
	}

	/**
	 * The same refresh token of somebody else, properly signed.
	 */
	public static String withSubject(String token, String subject) {
		return signedForRefresh(token, claims(token).put("sub", subject));
	}

	/**
	 * The same refresh token by another name, properly signed.
	 */
	public static String signedAnew(String token) {
		ObjectNode claims = claims(token);
		claims.put("jti", "another");
		return signedForRefresh(token, claims);
	}

	private static String signedForRefresh(String token, ObjectNode claims) {
		String input = token.split("\\.")[0] + "." + encode(JSON.writeValueAsBytes(claims));
		return input + "." + encode(hmac(input, ApiTest.REFRESH_SECRET));
	}

	/**
	 * The same access token, issued so many seconds later, properly signed.
	 */
	public static String shifted(String token, int seconds) {
		ObjectNode claims = claims(token);
		claims.put("iat", claims.get("iat").asLong() + seconds);
		claims.put("exp", claims.get("exp").asLong() + seconds);
		return signed(token, claims);
	}

	/**
	 * The same token with a claim changed, under the signature it had.
	 */
	public static String withClaim(String token, String name, boolean value) {
		String[] parts = token.split("\\.");
		return parts[0] + "." + encode(JSON.writeValueAsBytes(claims(token).put(name, value))) + "." + parts[2];
	}

	/**
	 * Whether the signature is the HMAC-SHA-256 of the token under the secret.
	 */
	public static boolean isSignedWith(String token, String secret) {
		int end = token.lastIndexOf('.');
		return token.substring(end + 1).equals(encode(hmac(token.substring(0, end), secret)));
	}

	private static String encode(byte[] bytes) {
		return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
	}

	private static byte[] hmac(String input, String secret) {
		try {
			Mac mac = Mac.getInstance("HmacSHA256");
			mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
			return mac.doFinal(input.getBytes(StandardCharsets.US_ASCII));
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
