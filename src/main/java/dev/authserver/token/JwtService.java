package dev.authserver.token;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.EnumMap;
import java.util.Map;
import java.util.UUID;

import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

import dev.authserver.settings.TokenSecrets;
import dev.authserver.user.Account;
import io.jsonwebtoken.ClaimJwtException;
import io.jsonwebtoken.Claims;
import io.jsonwebtoken.ExpiredJwtException;
import io.jsonwebtoken.Jws;
import io.jsonwebtoken.JwtException;
import io.jsonwebtoken.JwtParser;
import io.jsonwebtoken.Jwts;
import io.jsonwebtoken.PrematureJwtException;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Service;

/**
 * Signs tokens and verifies them: compact JWS with HS256 and nothing else. The only class
 * that knows the claims.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7519">RFC 7519</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8725#section-3">RFC 8725, 3</a>
 */
@Service
public class JwtService {

	private static final Map<String, String> HEADER = Map.of("alg", "HS256", "typ", "JWT");

	private static final String USER_ID = "uid";

	private static final String SESSION_ID = "sid";

	private static final String ADMIN = "is_admin";

	private static final String USE = "token_use";

	private final Clock clock;

	private final Map<TokenUse, Key> keys = new EnumMap<>(TokenUse.class);

	JwtService(TokenSecrets secrets, TokenProperties properties, Clock clock) {
		this.clock = clock;
		this.keys.put(TokenUse.ACCESS, key(TokenUse.ACCESS, secrets.access(), properties.accessLifetime()));
		this.keys.put(TokenUse.REFRESH, key(TokenUse.REFRESH, secrets.refresh(), properties.refreshLifetime()));
	}

	private Key key(TokenUse use, String secret, Duration lifetime) {
		SecretKey key = new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256");
		return new Key(key, parser(use, key), lifetime);
	}

	/**
	 * Takes HS256 alone, whatever a header names. jjwt takes a token in the very
	 * millisecond of its expiry, which RFC 7519 (4.1.4) does not: its clock is one
	 * millisecond ahead.
	 */
	private JwtParser parser(TokenUse use, SecretKey key) {
		return Jwts.parser()
			.json(JwtJson.READER)
			.verifyWith(key)
			.sig()
			.clear()
			.add(Jwts.SIG.HS256)
			.and()
			.require(USE, use.claim())
			.clock(() -> Date.from(this.clock.instant().plusMillis(1)))
			.build();
	}

	/**
	 * Issues an access token that lives from now on.
	 */
	public String issueAccess(Account account, UUID sessionId) {
		Instant now = this.clock.instant().truncatedTo(ChronoUnit.SECONDS);
		return issue(TokenUse.ACCESS, account, sessionId, RandomId.next().toString(), now,
				now.plus(lifetime(TokenUse.ACCESS)));
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
		return Jwts.builder()
			.json(JwtJson.WRITER)
			// members in a fixed order: a repeated refresh must give the same text on
			// every replica
			.header()
			.add("alg", "HS256")
			.type("JWT")
			.and()
			.subject(account.email())
			.issuedAt(Date.from(issuedAt))
			.expiration(Date.from(expiresAt))
			.id(id)
			.claim(USER_ID, account.id())
			.claim(SESSION_ID, sessionId.toString())
			.claim(ADMIN, account.admin())
			.claim(USE, use.claim())
			.signWith(key(use).secret(), Jwts.SIG.HS256)
			.compact();
	}

	/**
	 * The time from issue to expiry.
	 */
	public Duration lifetime(TokenUse use) {
		return key(use).lifetime();
	}

	private Key key(TokenUse use) {
		Key key = this.keys.get(use);
		if (key == null) {
			throw new IllegalArgumentException(use.toString());
		}
		return key;
	}

	/**
	 * Checks the form, then the signature, then the claims.
	 * @throws InvalidTokenException if any of them is not as this server issues it
	 */
	public VerifiedToken verify(TokenUse use, String token) throws InvalidTokenException {
		try {
			CompactForm.require(token);
			return read(key(use).parser().parseSignedClaims(token));
		}
		catch (ClaimJwtException ex) {
			Long userId = (ex.getClaims().get(USER_ID) instanceof Number id) ? id.longValue() : null;
			throw new InvalidTokenException(ex, userId, ex instanceof ExpiredJwtException);
		}
		catch (JwtException | IllegalArgumentException ex) {
			throw new InvalidTokenException(ex);
		}
	}

	/**
	 * Refuses what no token of this server says, however well it is signed.
	 */
	private VerifiedToken read(Jws<Claims> token) {
		Claims claims = token.getPayload();
		Instant issuedAt = required(claims, Claims.ISSUED_AT, Date.class).toInstant();
		Instant expiry = required(claims, Claims.EXPIRATION, Date.class).toInstant();
		if (issuedAt.isAfter(this.clock.instant())) {
			throw new PrematureJwtException(token.getHeader(), claims, "Issued in the future");
		}
		require(HEADER.equals(token.getHeader()), "Another header");
		require(!expiry.isAfter(issuedAt.plus(TokenProperties.MAX_LIFETIME)), "Lives too long");
		require(!required(claims, Claims.ID, String.class).isBlank(), "No id");
		required(claims, ADMIN, Boolean.class);
		long userId = required(claims, USER_ID, Long.class);
		String email = required(claims, Claims.SUBJECT, String.class);
		require(userId > 0 && !email.isBlank(), "No user");
		String session = required(claims, SESSION_ID, String.class);
		UUID sessionId = UUID.fromString(session);
		require(session.equals(sessionId.toString()), "Another form of a session id");
		return new VerifiedToken(userId, email, sessionId);
	}

	private static void require(boolean condition, String otherwise) {
		if (!condition) {
			throw new IllegalArgumentException(otherwise);
		}
	}

	private static <T> T required(Claims claims, String name, Class<T> type) {
		@Nullable T value = claims.get(name, type);
		if (value == null) {
			throw new IllegalArgumentException("No " + name);
		}
		return value;
	}

	/**
	 * The key of one use, and what goes with it.
	 */
	private record Key(SecretKey secret, JwtParser parser, Duration lifetime) {

		@Override
		public String toString() {
			return "Key[lifetime=" + this.lifetime + "]";
		}

	}

}
