package dev.authserver.token;

import java.time.Instant;
import java.util.Date;
import java.util.UUID;

import dev.authserver.user.Account;
import io.jsonwebtoken.Claims;
import io.jsonwebtoken.JwtBuilder;
import io.jsonwebtoken.PrematureJwtException;
import org.jspecify.annotations.Nullable;

/**
 * Writes the claims of tokens, and refuses what no token of this server says, however
 * well it is signed.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7519#section-4">RFC 7519, 4</a>
 */
final class JwtClaims {

	static final String USE = "token_use";

	private static final String USER_ID = "uid";

	private static final String SESSION_ID = "sid";

	private static final String ADMIN = "is_admin";

	private JwtClaims() {
	}

	/**
	 * Writes the claims in a fixed order: a repeated refresh must give the same text on
	 * every replica.
	 */
	static JwtBuilder write(JwtBuilder token, TokenUse use, Account account, UUID sessionId, String id,
			Instant issuedAt, Instant expiresAt) {
		return token.subject(account.email())
			.issuedAt(Date.from(issuedAt))
			.expiration(Date.from(expiresAt))
			.id(id)
			.claim(USER_ID, account.id())
			.claim(SESSION_ID, sessionId.toString())
			.claim(ADMIN, account.admin())
			.claim(USE, use.claim());
	}

	/**
	 * Whose the claims say the token is, if they say so.
	 */
	static @Nullable Long userId(Claims claims) {
		return (claims.get(USER_ID) instanceof Number id) ? id.longValue() : null;
	}

	/**
	 * Reads the claims of a token whose signature is right.
	 * @throws IllegalArgumentException if they are not as this server writes them
	 */
	static VerifiedToken read(Claims claims, Instant now) {
		Instant issuedAt = required(claims, Claims.ISSUED_AT, Date.class).toInstant();
		Instant expiry = required(claims, Claims.EXPIRATION, Date.class).toInstant();
		if (issuedAt.isAfter(now)) {
			throw new PrematureJwtException(null, claims, "Issued in the future");
		}
		require(!expiry.isAfter(issuedAt.plus(TokenProperties.MAX_LIFETIME)), "Lives too long");
		String id = required(claims, Claims.ID, String.class);
		require(!id.isBlank(), "No id");
		required(claims, ADMIN, Boolean.class);
		long userId = required(claims, USER_ID, Long.class);
		String email = required(claims, Claims.SUBJECT, String.class);
		require(userId > 0 && !email.isBlank(), "No user");
		String session = required(claims, SESSION_ID, String.class);
		UUID sessionId = UUID.fromString(session);
		require(session.equals(sessionId.toString()), "Another form of a session id");
		return new VerifiedToken(userId, email, sessionId, id, issuedAt, expiry);
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

}
