package dev.authserver.token;

import java.io.Reader;
import java.math.BigInteger;
import java.time.Clock;
import java.util.Base64;
import java.util.Date;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import javax.crypto.SecretKey;

import io.jsonwebtoken.Claims;
import io.jsonwebtoken.Jws;
import io.jsonwebtoken.JwsHeader;
import io.jsonwebtoken.JwtException;
import io.jsonwebtoken.JwtParser;
import io.jsonwebtoken.Jwts;
import io.jsonwebtoken.io.AbstractDeserializer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads tokens that somebody else may have written with our secret: whatever is well
 * signed, in its own order and spelling, and nothing that two readers could take for two
 * different things.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8725#section-3">RFC 8725, 3</a>
 */
final class SignedTokenParser {

	private static final String ALGORITHM = "HS256";

	private static final Set<String> HEADERS = Set.of("alg", "typ");

	private static final String USER_ID = "uid";

	private static final String USE = "token_use";

	private static final String SESSION_ID = "sid";

	private static final String IS_ADMIN = "is_admin";

	/**
	 * Base64url length of the 32 bytes of an HMAC-SHA-256.
	 */
	private static final int SIGNATURE_LENGTH = 43;

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
	 * @throws InvalidTokenException if it is not, if its header says more than this
	 * server's do, or if a claim is of another type
	 */
	IssuedClaims parse(String token) throws InvalidTokenException {
		if (!isCompactForm(token)) {
			throw new InvalidTokenException(null);
		}
		try {
			Jws<Claims> jws = this.parser.parseSignedClaims(token);
			if (!isOwn(jws.getHeader())) {
				throw new InvalidTokenException(null);
			}
			return read(jws.getPayload());
		}
		catch (JwtException | IllegalArgumentException | ArithmeticException ex) {
			throw new InvalidTokenException(ex);
		}
	}

	/**
	 * Whether these are three parts of base64url without padding, the last one in the
	 * only form that its bytes have: a decoder ignores the last two bits of a signature.
	 * @see <a href="https://www.rfc-editor.org/rfc/rfc4648#section-3.5">RFC 4648, 3.5</a>
	 */
	private static boolean isCompactForm(String token) {
		int payload = token.indexOf('.') + 1;
		int signature = token.indexOf('.', payload) + 1;
		if (payload == 0 || signature == 0 || token.length() - signature != SIGNATURE_LENGTH) {
			return false;
		}
		try {
			String last = token.substring(signature);
			byte[] bytes = Base64.getUrlDecoder().decode(last);
			return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes).equals(last);
		}
		catch (IllegalArgumentException ex) {
			return false;
		}
	}

	private static boolean isOwn(JwsHeader header) {
		return ALGORITHM.equals(header.getAlgorithm()) && HEADERS.containsAll(header.keySet());
	}

	private static IssuedClaims read(Claims claims) {
		Object sid = claims.get(SESSION_ID);
		return new IssuedClaims(claims.getSubject(), seconds(claims.getIssuedAt()), seconds(claims.getExpiration()),
				claims.getId(), number(claims, USER_ID).longValueExact(),
				(sid != null) ? UUID.fromString(sid.toString()) : null, Boolean.TRUE.equals(claims.get(IS_ADMIN)),
				String.valueOf(claims.get(USE)));
	}

	private static long seconds(@Nullable Date time) {
		if (time == null) {
			throw new IllegalArgumentException("There is no time");
		}
		return Math.floorDiv(time.getTime(), 1000L);
	}

	private static BigInteger number(Claims claims, String name) {
		if (claims.get(name) instanceof Number number) {
			return new BigInteger(number.toString());
		}
		throw new IllegalArgumentException(name);
	}

	/**
	 * Reads with the Jackson that the rest of the server uses. A member that occurs twice
	 * is an error.
	 *
	 * @see <a href="https://www.rfc-editor.org/rfc/rfc8725#section-2.6">RFC 8725, 2.6</a>
	 */
	private static final class ClaimsReader extends AbstractDeserializer<Map<String, ?>> {

		private static final JsonMapper STRICT = JsonMapper.builder()
			.enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
			.build();

		@Override
		protected Map<String, ?> doDeserialize(Reader reader) {
			return STRICT.readValue(reader, new TypeReference<Map<String, Object>>() {
			});
		}

	}

}
