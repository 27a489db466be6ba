package dev.authserver.token;

import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

import dev.authserver.key.SigningAlgorithm;
import dev.authserver.key.SigningKeys;
import dev.authserver.settings.TokenSecrets;
import dev.authserver.user.Account;
import io.jsonwebtoken.ClaimJwtException;
import io.jsonwebtoken.Claims;
import io.jsonwebtoken.ExpiredJwtException;
import io.jsonwebtoken.Header;
import io.jsonwebtoken.Jws;
import io.jsonwebtoken.JwsHeader;
import io.jsonwebtoken.JwtBuilder;
import io.jsonwebtoken.JwtException;
import io.jsonwebtoken.JwtParser;
import io.jsonwebtoken.JwtParserBuilder;
import io.jsonwebtoken.Jwts;
import io.jsonwebtoken.UnsupportedJwtException;
import io.jsonwebtoken.security.SecureDigestAlgorithm;
import io.jsonwebtoken.security.SignatureAlgorithm;
import io.jsonwebtoken.security.SignatureException;

import org.springframework.stereotype.Service;

/**
 * Signs tokens and verifies them: compact JWS and nothing else. Refresh tokens have
 * HS256, since only this server reads them; access tokens have the algorithm that the
 * operator chose. A key is good for its own algorithm alone, whatever a header says.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7519">RFC 7519</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8725#section-3">RFC 8725, 3</a>
 */
@Service
public class JwtService {

	private static final String TYPE = "JWT";

	private static final Map<String, String> HS256_HEADER = Map.of("alg", "HS256", "typ", TYPE);

	private final SigningKeys keys;

	private final TokenProperties properties;

	private final Clock clock;

	private final Map<TokenUse, List<SecretKey>> secrets = new EnumMap<>(TokenUse.class);

	/**
	 * The parsers of a use, first the one that most tokens pass.
	 */
	private final Map<TokenUse, List<JwtParser>> parsers = new EnumMap<>(TokenUse.class);

	JwtService(TokenSecrets secrets, SigningKeys keys, TokenProperties properties, Clock clock) {
		this.keys = keys;
		this.properties = properties;
		this.clock = clock;
		this.secrets.put(TokenUse.ACCESS, secrets.allAccess().stream().map(JwtService::key).toList());
		this.secrets.put(TokenUse.REFRESH, secrets.allRefresh().stream().map(JwtService::key).toList());
		for (TokenUse use : TokenUse.values()) {
			this.parsers.put(use, isShared(use)
					? secrets(use).stream().map((key) -> parser(use, Jwts.SIG.HS256).verifyWith(key).build()).toList()
					: List.of(parser(use, algorithm(keys.algorithm())).keyLocator(this::publicKey).build()));
		}
	}

	private static SecretKey key(String secret) {
		return new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256");
	}

	/**
	 * Takes one algorithm, whatever a header names. jjwt takes a token in the very
	 * millisecond of its expiry, which RFC 7519 (4.1.4) does not: its clock is one
	 * millisecond ahead.
	 */
	private JwtParserBuilder parser(TokenUse use, SecureDigestAlgorithm<?, ?> algorithm) {
		JwtParserBuilder parser = Jwts.parser()
			.json(JwtJson.READER)
			.sig()
			.clear()
			.add(algorithm)
			.and()
			.require(JwtClaims.USE, use.claim())
			.clock(() -> Date.from(this.clock.instant().plusMillis(1)));
		if (use == TokenUse.ACCESS) {
			this.properties.issuer().ifPresent(parser::requireIssuer);
			this.properties.audience().ifPresent(parser::requireAudience);
		}
		return parser;
	}

	private static SignatureAlgorithm algorithm(SigningAlgorithm algorithm) {
		return switch (algorithm) {
			case ES256 -> Jwts.SIG.ES256;
			case EDDSA -> Jwts.SIG.EdDSA;
			case RS256 -> Jwts.SIG.RS256;
			case HS256 -> throw new IllegalArgumentException("A secret is no key pair");
		};
	}

	private PublicKey publicKey(Header header) {
		String kid = (header instanceof JwsHeader signed) ? signed.getKeyId() : null;
		if (kid == null) {
			throw new UnsupportedJwtException("Names no key");
		}
		return this.keys.find(kid).orElseThrow(() -> new UnsupportedJwtException("Names an unknown key"));
	}

	private boolean isShared(TokenUse use) {
		return use == TokenUse.REFRESH || this.keys.algorithm().isShared();
	}

	private List<SecretKey> secrets(TokenUse use) {
		return this.secrets.getOrDefault(use, List.of());
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
		return isShared(TokenUse.ACCESS) ? sign(token, secrets(TokenUse.ACCESS).get(0))
				: sign(token, this.keys.algorithm(), this.keys.signer());
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
		return secrets(TokenUse.REFRESH).stream()
			.map((secret) -> sign(
					JwtClaims.write(Jwts.builder(), TokenUse.REFRESH, account, sessionId, id, issuedAt, expiresAt),
					secret));
	}

	private static String sign(JwtBuilder token, SecretKey secret) {
		return token.json(JwtJson.WRITER)
			.header()
			.add("alg", "HS256")
			.type(TYPE)
			.and()
			.signWith(secret, Jwts.SIG.HS256)
			.compact();
	}

	private static String sign(JwtBuilder token, SigningAlgorithm algorithm, SigningKeys.Signer signer) {
		return token.json(JwtJson.WRITER)
			.header()
			.add("alg", algorithm.joseName())
			.type(TYPE)
			.keyId(signer.kid())
			.and()
			.signWith(signer.privateKey(), algorithm(algorithm))
			.compact();
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
			Jws<Claims> signed = parse(use, token);
			if (!header(use, signed.getHeader()).equals(signed.getHeader())) {
				throw new UnsupportedJwtException("Another header");
			}
			return JwtClaims.read(signed.getPayload(), this.clock.instant());
		}
		catch (ClaimJwtException ex) {
			throw new InvalidTokenException(ex, JwtClaims.userId(ex.getClaims()), ex instanceof ExpiredJwtException);
		}
		catch (JwtException | IllegalArgumentException ex) {
			throw new InvalidTokenException(ex);
		}
	}

	private Jws<Claims> parse(TokenUse use, String token) {
		SignatureException refusal = new SignatureException("No key");
		for (JwtParser parser : this.parsers.getOrDefault(use, List.of())) {
			try {
				return parser.parseSignedClaims(token);
			}
			catch (SignatureException ex) {
				refusal = ex;
			}
		}
		throw refusal;
	}

	/**
	 * The one header that a token of a use may have.
	 */
	private Map<String, String> header(TokenUse use, JwsHeader header) {
		return isShared(use) ? HS256_HEADER
				: Map.of("alg", this.keys.algorithm().joseName(), "typ", TYPE, "kid", header.getKeyId());
	}

}
