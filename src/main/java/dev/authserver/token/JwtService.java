package dev.authserver.token;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import java.util.stream.Stream;

import dev.authserver.key.SigningKeys;
import dev.authserver.settings.TokenSecrets;
import dev.authserver.user.Account;
import io.jsonwebtoken.ClaimJwtException;
import io.jsonwebtoken.ExpiredJwtException;
import io.jsonwebtoken.JwtBuilder;
import io.jsonwebtoken.JwtException;
import io.jsonwebtoken.Jwts;

import org.springframework.stereotype.Service;

/**
 * Signs tokens and verifies them: compact JWS and nothing else. Refresh tokens have
 * HS256, since only this server reads them; access tokens have the algorithm that the
 * operator chose.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7519">RFC 7519</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8725#section-3">RFC 8725, 3</a>
 */
@Service
public class JwtService {

	private final JwtKeys keys;

	private final TokenProperties properties;

	private final Clock clock;

	JwtService(TokenSecrets secrets, SigningKeys pairs, TokenProperties properties, Clock clock) {
		this.keys = new JwtKeys(secrets, pairs, properties, clock);
		this.properties = properties;
		this.clock = clock;
	}

	/**
	 * Issues an access token that lives from now on.
	 */
	public String issueAccess(Account account, UUID sessionId) {
		Instant now = this.clock.instant().truncatedTo(ChronoUnit.SECONDS);
		JwtBuilder token = JwtClaims.write(Jwts.builder(), TokenUse.ACCESS, account, sessionId,
				RandomId.next().toString(), now, now.plus(lifetime(TokenUse.ACCESS)));
		this.properties.issuer().ifPresent(token::issuer);
		this.properties.audience().ifPresent((audience) -> token.audience().add(audience));
		return this.keys.isShared(TokenUse.ACCESS) ? JwtKeys.sign(token, this.keys.secrets(TokenUse.ACCESS).get(0))
				: this.keys.sign(token);
	}

	/**
	 * Issues a refresh token, the same one for the same arguments.
	 * @param id unique, and from a secure random source or derived from such a one
	 */
	public String issueRefresh(Account account, UUID sessionId, String id, Instant issuedAt, Instant expiresAt) {
		return repeatRefresh(account, sessionId, id, issuedAt, expiresAt).findFirst().orElseThrow();
	}

	/**
	 * The refresh token that this server issues for some arguments, and then those that
	 * replicas issue which still have the previous secret or already have the next one.
	 */
	public Stream<String> repeatRefresh(Account account, UUID sessionId, String id, Instant issuedAt,
			Instant expiresAt) {
		return this.keys.secrets(TokenUse.REFRESH)
			.stream()
			.map((secret) -> JwtKeys.sign(
					JwtClaims.write(Jwts.builder(), TokenUse.REFRESH, account, sessionId, id, issuedAt, expiresAt),
					secret));
	}

	/**
	 * The time from issue to expiry.
	 */
	public Duration lifetime(TokenUse use) {
		return (use == TokenUse.ACCESS) ? this.properties.accessLifetime() : this.properties.refreshLifetime();
	}

	/**
	 * Checks the form, then the signature, then the claims.
	 * @throws InvalidTokenException if any of them is not as this server issues it
	 */
	public VerifiedToken verify(TokenUse use, String token) throws InvalidTokenException {
		try {
			CompactForm.require(token);
			return JwtClaims.read(this.keys.parse(use, token).getPayload(), this.clock.instant());
		}
		catch (ClaimJwtException ex) {
			throw new InvalidTokenException(ex, JwtClaims.userId(ex.getClaims()), ex instanceof ExpiredJwtException);
		}
		catch (JwtException | IllegalArgumentException ex) {
			throw new InvalidTokenException(ex);
		}
	}

}
