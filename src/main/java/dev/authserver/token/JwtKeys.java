package dev.authserver.token;

import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.time.Clock;
import java.util.Date;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

import dev.authserver.key.SigningAlgorithm;
import dev.authserver.key.SigningKeys;
import dev.authserver.settings.TokenSecrets;
import io.jsonwebtoken.Claims;
import io.jsonwebtoken.Header;
import io.jsonwebtoken.Jws;
import io.jsonwebtoken.JwsHeader;
import io.jsonwebtoken.JwtBuilder;
import io.jsonwebtoken.JwtParser;
import io.jsonwebtoken.JwtParserBuilder;
import io.jsonwebtoken.Jwts;
import io.jsonwebtoken.UnsupportedJwtException;
import io.jsonwebtoken.security.SecureDigestAlgorithm;
import io.jsonwebtoken.security.SignatureAlgorithm;
import io.jsonwebtoken.security.SignatureException;

/**
 * The keys with which {@link JwtService} signs and verifies the tokens of each use. A key
 * is good for its own algorithm alone, whatever a header says.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8725#section-3.1">RFC 8725, 3.1</a>
 */
final class JwtKeys {

	private static final String TYPE = "JWT";

	private static final Map<String, String> HS256_HEADER = Map.of("alg", "HS256", "typ", TYPE);

	private final SigningKeys pairs;

	private final TokenProperties properties;

	private final Clock clock;

	private final Map<TokenUse, List<SecretKey>> secrets = new EnumMap<>(TokenUse.class);

	/**
	 * The parsers of a use, first the one that most tokens pass.
	 */
	private final Map<TokenUse, List<JwtParser>> parsers = new EnumMap<>(TokenUse.class);

	JwtKeys(TokenSecrets secrets, SigningKeys pairs, TokenProperties properties, Clock clock) {
		this.pairs = pairs;
		this.properties = properties;
		this.clock = clock;
		this.secrets.put(TokenUse.ACCESS, secrets.allAccess().stream().map(JwtKeys::key).toList());
		this.secrets.put(TokenUse.REFRESH, secrets.allRefresh().stream().map(JwtKeys::key).toList());
		for (TokenUse use : TokenUse.values()) {
			this.parsers.put(use,
					isShared(use) ? secrets(use).stream()
						.map((secret) -> parser(use, Jwts.SIG.HS256).verifyWith(secret).build())
						.toList() : List.of(pairParser(use)));
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

	private JwtParser pairParser(TokenUse use) {
		return parser(use, algorithm(this.pairs.algorithm())).provider(this.pairs.algorithm().provider())
			.keyLocator(this::publicKey)
			.build();
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
		return this.pairs.find(kid).orElseThrow(() -> new UnsupportedJwtException("Names an unknown key"));
	}

	/**
	 * Whether a secret signs the tokens of a use.
	 */
	boolean isShared(TokenUse use) {
		return use == TokenUse.REFRESH || this.pairs.algorithm().isShared();
	}

	/**
	 * The secrets of a use, first the one that signs.
	 */
	List<SecretKey> secrets(TokenUse use) {
		return this.secrets.getOrDefault(use, List.of());
	}

	static String sign(JwtBuilder token, SecretKey secret) {
		return token.json(JwtJson.WRITER)
			.header()
			.add("alg", "HS256")
			.type(TYPE)
			.and()
			.signWith(secret, Jwts.SIG.HS256)
			.compact();
	}

	/**
	 * Signs with the key pair whose turn it is.
	 */
	String sign(JwtBuilder token) {
		SigningAlgorithm algorithm = this.pairs.algorithm();
		SigningKeys.Signer signer = this.pairs.signer();
		return token.json(JwtJson.WRITER)
			.provider(algorithm.provider())
			.header()
			.add("alg", algorithm.joseName())
			.type(TYPE)
			.keyId(signer.kid())
			.and()
			.signWith(signer.privateKey(), algorithm(algorithm))
			.compact();
	}

	/**
	 * Verifies a token of a use. The previous secrets are tried only with a token that
	 * the current one has not signed.
	 */
	Jws<Claims> parse(TokenUse use, String token) {
		Iterator<JwtParser> left = this.parsers.getOrDefault(use, List.of()).iterator();
		while (true) {
			try {
				return requireHeader(use, left.next().parseSignedClaims(token));
			}
			catch (SignatureException ex) {
				if (!left.hasNext()) {
					throw ex;
				}
			}
		}
	}

	private Jws<Claims> requireHeader(TokenUse use, Jws<Claims> token) {
		Map<String, String> header = isShared(use) ? HS256_HEADER
				: Map.of("alg", this.pairs.algorithm().joseName(), "typ", TYPE, "kid", token.getHeader().getKeyId());
		if (!header.equals(token.getHeader())) {
			throw new UnsupportedJwtException("Another header");
		}
		return token;
	}

}
