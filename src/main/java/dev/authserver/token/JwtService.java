package dev.authserver.token;

import java.io.Reader;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Base64;
import java.util.Date;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

import dev.authserver.user.Account;
import io.jsonwebtoken.Claims;
import io.jsonwebtoken.Jws;
import io.jsonwebtoken.JwsHeader;
import io.jsonwebtoken.JwtException;
import io.jsonwebtoken.JwtParser;
import io.jsonwebtoken.Jwts;
import io.jsonwebtoken.io.AbstractDeserializer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.stereotype.Service;
import org.springframework.util.function.SingletonSupplier;

/**
 * Signs tokens and verifies them: compact JWS with HS256 and nothing else.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7519">RFC 7519</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8725#section-3">RFC 8725, 3</a>
 */
@Service
public class JwtService {

	private static final String ALGORITHM = "HS256";

	private static final String USER_ID = "uid";

	private static final String USE = "token_use";

	private static final String SESSION_ID = "sid";

	private static final String IS_ADMIN = "is_admin";

	/**
	 * Longer than any token issued here: an e-mail of 254 characters takes the most.
	 */
	private static final int MAX_LENGTH = 4096;

	/**
	 * Base64url length of the 32 bytes of an HMAC-SHA-256.
	 */
	private static final int SIGNATURE_LENGTH = 43;

	private static final JsonMapper JSON = new JsonMapper();

	private static final Set<String> HEADERS = Set.of("alg", "typ");

	private final Clock clock;

	private final Map<TokenUse, Signer> signers = new EnumMap<>(TokenUse.class);

	JwtService(TokenProperties properties, Clock clock) {
		this.clock = clock;
		this.signers.put(TokenUse.ACCESS, signer(properties.accessSecret(), properties.accessLifetime()));
		this.signers.put(TokenUse.REFRESH, signer(properties.refreshSecret(), properties.refreshLifetime()));
	}

	private Signer signer(String secret, Duration lifetime) {
		SecretKey key = new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256");
		return new Signer(new CompactJws(key), SingletonSupplier.of(() -> parser(key)), lifetime);
	}

	private JwtParser parser(SecretKey key) {
		return Jwts.parser()
			.json(new ClaimsReader())
			.verifyWith(key)
			.sig()
			.clear()
			.add(Jwts.SIG.HS256)
			.and()
			.zip()
			.clear()
			.and()
			.clock(() -> Date.from(this.clock.instant()))
			.build();
	}

	/**
	 * Issues an access token that lives from now on.
	 */
	public String issueAccess(Account account, UUID sessionId) {
		Instant now = this.clock.instant().truncatedTo(ChronoUnit.SECONDS);
		return issue(TokenUse.ACCESS, account, sessionId, UUID.randomUUID().toString(), now,
				now.plus(signer(TokenUse.ACCESS).lifetime()));
	}

	/**
	 * Issues a refresh token, the same one for the same arguments.
	 * @param id unique, and from a secure random source or derived from such a one
	 */
	public String issueRefresh(Account account, UUID sessionId, String id, Instant issuedAt, Instant expiresAt) {
		return issue(TokenUse.REFRESH, account, sessionId, id, issuedAt, expiresAt);
	}

	private String issue(TokenUse use, Account account, UUID sessionId, String id, Instant issuedAt,
			Instant expiresAt) {
		return signer(use).jws()
			.sign(JSON.writeValueAsBytes(new IssuedClaims(account.email(), issuedAt.getEpochSecond(),
					expiresAt.getEpochSecond(), id, account.id(), sessionId, account.admin(), use.claim())));
	}

	/**
	 * The time from issue to expiry.
	 */
	public Duration lifetime(TokenUse use) {
		return signer(use).lifetime();
	}

	/**
	 * Checks the form, then the signature, then the claims.
	 * @throws InvalidTokenException if any of them is not as this server issues it
	 */
	public VerifiedToken verify(TokenUse use, String token) throws InvalidTokenException {
		Optional<IssuedClaims> own = own(use, token);
		IssuedClaims claims = own.isPresent() ? own.get() : parse(use, token);
		long now = this.clock.instant().getEpochSecond();
		if (now >= claims.exp() || now < claims.iat() || !use.claim().equals(claims.use()) || claims.sub() == null
				|| claims.jti() == null || (claims.sid() == null && !mayLackSession(use))) {
			throw new InvalidTokenException(null);
		}
		return new VerifiedToken(claims.uid(), claims.sid());
	}

	/**
	 * Refresh tokens from before there were sessions are still good.
	 */
	private static boolean mayLackSession(TokenUse use) {
		return use == TokenUse.REFRESH;
	}

	/**
	 * The claims of a token that is to the letter as this server writes it, which is
	 * nearly every one that comes. Others may be well signed too and are read with all
	 * care, which takes several times as long.
	 */
	private Optional<IssuedClaims> own(TokenUse use, String token) {
		if (token.length() > MAX_LENGTH || !signer(use).jws().isSigned(token)) {
			return Optional.empty();
		}
		try {
			byte[] payload = CompactJws.payload(token);
			IssuedClaims claims = JSON.readValue(payload, IssuedClaims.class);
			return Optional.ofNullable(claims).filter((read) -> Arrays.equals(JSON.writeValueAsBytes(read), payload));
		}
		catch (JacksonException | IllegalArgumentException ex) {
			return Optional.empty();
		}
	}

	private IssuedClaims parse(TokenUse use, String token) throws InvalidTokenException {
		if (!isCompactForm(token)) {
			throw new InvalidTokenException(null);
		}
		try {
			Jws<Claims> jws = signer(use).parser().obtain().parseSignedClaims(token);
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
		if (payload == 0 || signature == 0 || token.length() > MAX_LENGTH
				|| token.length() - signature != SIGNATURE_LENGTH) {
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

	private Signer signer(TokenUse use) {
		Signer signer = this.signers.get(use);
		if (signer == null) {
			throw new IllegalArgumentException(use.toString());
		}
		return signer;
	}

	/**
	 * The key of one use, and what goes with it.
	 *
	 * @param parser built when the first token comes that needs it
	 */
	private record Signer(CompactJws jws, SingletonSupplier<JwtParser> parser, Duration lifetime) {

		@Override
		public String toString() {
			return "Signer[lifetime=" + this.lifetime + "]";
		}

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
