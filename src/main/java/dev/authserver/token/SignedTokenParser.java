package dev.authserver.token;

import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Base64;
import java.util.Date;
import java.util.Map;

import javax.crypto.SecretKey;

import io.jsonwebtoken.JwtException;
import io.jsonwebtoken.JwtParser;
import io.jsonwebtoken.Jwts;
import io.jsonwebtoken.io.AbstractDeserializer;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/**
 * Reads tokens that somebody else may have written with our secret: whatever is well
 * signed, in its own order and spelling, and nothing that two readers could take for two
 * different things.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8725#section-3">RFC 8725, 3</a>
 */
final class SignedTokenParser {

	/**
	 * To the letter, but for the order of its members.
	 */
	private static final Map<String, String> HEADER = Map.of("alg", "HS256", "typ", "JWT");

	/**
	 * Base64url length of the 32 bytes of an HMAC-SHA-256.
	 */
	private static final int SIGNATURE_LENGTH = 43;

	/**
	 * The Jackson that the rest of the server uses, but a member that occurs twice is an
	 * error.
	 *
	 * @see <a href="https://www.rfc-editor.org/rfc/rfc8725#section-2.6">RFC 8725, 2.6</a>
	 */
	private static final JsonMapper STRICT = JsonMapper.builder()
		.enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
		.build();

	private final JwtParser parser;

	SignedTokenParser(SecretKey key, Clock clock) {
		this.parser = Jwts.parser()
			.json(new ClaimsReader())
			.verifyWith(key)
			.sig()
			.clear()
			.add(Jwts.SIG.HS256)
			.and()
			.zip()
			.clear()
			.and()
			.clock(() -> Date.from(clock.instant()))
			.build();
	}

	/**
	 * Reads the claims of a token that is signed and in its only form.
	 * @throws InvalidTokenException if it is not, if its header is another than this
	 * server's, or if a claim is missing or of another type
	 */
	IssuedClaims parse(String token) throws InvalidTokenException {
		try {
			String[] parts = parts(token);
			if (!HEADER.equals(this.parser.parseSignedClaims(token).getHeader())) {
				throw new IllegalArgumentException("Another header");
			}
			return read(text(parts[1]));
		}
		catch (JwtException | JacksonException | IllegalArgumentException | CharacterCodingException ex) {
			throw new InvalidTokenException(ex);
		}
	}

	/**
	 * The three parts of a token, each the only base64url that its bytes have, the first
	 * two of them UTF-8. A decoder takes padding too, ignores the last bits of a part and
	 * replaces what is no UTF-8.
	 * @see <a href="https://www.rfc-editor.org/rfc/rfc4648#section-3.5">RFC 4648, 3.5</a>
	 */
	private static String[] parts(String token) throws CharacterCodingException {
		String[] parts = token.split("\\.", -1);
		if (parts.length != 3 || parts[2].length() != SIGNATURE_LENGTH) {
			throw new IllegalArgumentException("Not three parts");
		}
		for (String part : parts) {
			byte[] bytes = Base64.getUrlDecoder().decode(part);
			if (!Base64.getUrlEncoder().withoutPadding().encodeToString(bytes).equals(part)) {
				throw new IllegalArgumentException("Another form of the same bytes");
			}
		}
		text(parts[0]);
		return parts;
	}

	private static String text(String part) throws CharacterCodingException {
		return StandardCharsets.UTF_8.newDecoder()
			.decode(ByteBuffer.wrap(Base64.getUrlDecoder().decode(part)))
			.toString();
	}

	/**
	 * Reads claims that are each to the letter as this server writes them, since Jackson
	 * takes the text {@code "7"} for a number too. Other claims may stand beside them.
	 */
	private static IssuedClaims read(String payload) {
		JsonNode given = STRICT.readTree(payload);
		IssuedClaims claims = STRICT.treeToValue(given, IssuedClaims.class);
		JsonNode own = STRICT.readTree(STRICT.writeValueAsString(claims));
		for (Map.Entry<String, JsonNode> claim : own.properties()) {
			JsonNode expected = claim.getValue().isNull() ? MissingNode.getInstance() : claim.getValue();
			if (!expected.equals(given.path(claim.getKey()))) {
				throw new IllegalArgumentException("Another form of " + claim.getKey());
			}
		}
		JsonNode notBefore = given.path("nbf");
		if (!notBefore.isMissingNode() && !isTimeUntil(claims.exp(), notBefore)) {
			throw new IllegalArgumentException("No time in nbf");
		}
		return claims;
	}

	/**
	 * Whether jjwt, which counts in milliseconds, can tell if this time has come.
	 */
	private static boolean isTimeUntil(long expiry, JsonNode time) {
		return time.isIntegralNumber() && time.canConvertToLong() && time.longValue() >= 0
				&& time.longValue() <= expiry;
	}

	/**
	 * Lets jjwt read JSON in the same strict way.
	 */
	private static final class ClaimsReader extends AbstractDeserializer<Map<String, ?>> {

		@Override
		protected Map<String, ?> doDeserialize(Reader reader) {
			return STRICT.readValue(reader, new TypeReference<Map<String, Object>>() {
			});
		}

	}

}
