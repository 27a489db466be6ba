package dev.authserver.session;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;

import dev.authserver.session.ReplacedTokens.Replaced;
import dev.authserver.settings.KeyedDigest;
import dev.authserver.token.InvalidTokenException;
import dev.authserver.token.JwtService;
import dev.authserver.token.RandomId;
import dev.authserver.token.TokenUse;
import dev.authserver.token.VerifiedToken;
import dev.authserver.user.Account;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * The texts of refresh tokens, and what is kept of them.
 */
@Component
class RefreshTokens {

	private final JwtService jwts;

	private final KeyedDigest digest;

	private final SessionProperties properties;

	RefreshTokens(JwtService jwts, KeyedDigest digest, SessionProperties properties) {
		this.jwts = jwts;
		this.digest = digest;
		this.properties = properties;
	}

	/**
	 * When a token issued now expires, and its session with it, in whole seconds as
	 * tokens tell times.
	 */
	Instant expiry(Instant now, Instant sessionCreatedAt) {
		Instant ordinary = now.plus(this.jwts.lifetime(TokenUse.REFRESH));
		Instant latest = sessionCreatedAt.plus(this.properties.maxLifetime());
		return (ordinary.isBefore(latest) ? ordinary : latest).truncatedTo(ChronoUnit.SECONDS);
	}

	Optional<VerifiedToken> verify(String token) {
		try {
			return Optional.of(this.jwts.verify(TokenUse.REFRESH, token));
		}
		catch (InvalidTokenException ex) {
			return Optional.empty();
		}
	}

	/**
	 * The first token of a session.
	 */
	String issue(Account account, UUID session, Instant issuedAt, Instant expiresAt) {
		return this.jwts.issueRefresh(account, session, RandomId.next().toString(), issuedAt, expiresAt);
	}

	/**
	 * The token that replaces the one with this hash. It is always the same, so that who
	 * repeats a token gets the same successor, of which only the hash is stored.
	 */
	String successor(String hash, Account account, UUID session, Instant issuedAt, Instant expiresAt) {
		return this.jwts.issueRefresh(account, session, this.digest.of("successor", hash), issuedAt, expiresAt);
	}

	/**
	 * The successor whose hash is stored, if this server, or a replica with secrets that
	 * this server knows, has issued it.
	 */
	Optional<String> repeat(SessionState session, Replaced old) {
		return this.digest.allOf("successor", old.hash())
			.flatMap(
					(id) -> this.jwts.repeatRefresh(session.account(), session.id(), id, old.at(), session.expiresAt()))
			.filter((token) -> equal(hash(token), session.tokenHash()))
			.findFirst();
	}

	/**
	 * What is stored of a token. It has 128 random bits, so no slow hash is needed.
	 */
	String hash(String token) {
		try {
			MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
			return HexFormat.of().formatHex(sha256.digest(token.getBytes(StandardCharsets.UTF_8)));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Every Java platform has SHA-256", ex);
		}
	}

	/**
	 * Compares in constant time.
	 */
	boolean equal(String hash, @Nullable String stored) {
		return stored != null && MessageDigest.isEqual(hash.getBytes(StandardCharsets.US_ASCII),
				stored.getBytes(StandardCharsets.US_ASCII));
	}

}
