package dev.authserver.token;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

import dev.authserver.user.Account;
import tools.jackson.core.JacksonException;
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

	/**
	 * Longer than any token issued here: an e-mail of 254 characters takes the most.
	 */
	private static final int MAX_LENGTH = 4096;

	private static final JsonMapper JSON = new JsonMapper();

	private final Clock clock;

	private final Map<TokenUse, Signer> signers = new EnumMap<>(TokenUse.class);

	JwtService(TokenProperties properties, Clock clock) {
		this.clock = clock;
		this.signers.put(TokenUse.ACCESS, signer(properties.accessSecret(), properties.accessLifetime()));
		this.signers.put(TokenUse.REFRESH, signer(properties.refreshSecret(), properties.refreshLifetime()));
	}

	private Signer signer(String secret, Duration lifetime) {
		SecretKey key = new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256");
		return new Signer(new CompactJws(key), SingletonSupplier.of(() -> new SignedTokenParser(key, this.clock)),
				lifetime);
	}

	/**
	 * Issues an access token that lives from now on.
	 */
	public String issueAccess(Account account, UUID sessionId) {
		Instant now = this.clock.instant().truncatedTo(ChronoUnit.SECONDS);
		return issue(TokenUse.ACCESS, account, sessionId, RandomId.next().toString(), now,
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
		if (token.length() > MAX_LENGTH) {
			throw new InvalidTokenException(null);
		}
		Optional<IssuedClaims> own = own(use, token);
		IssuedClaims claims = own.isPresent() ? own.get() : signer(use).parser().obtain().parse(token);
		long now = this.clock.instant().getEpochSecond();
		if (now >= claims.exp() || now < claims.iat() || !use.claim().equals(claims.use())
				|| (claims.sid() == null && !mayLackSession(use))) {
			throw new InvalidTokenException(claims.uid());
		}
		return new VerifiedToken(claims.uid(), claims.sub(), claims.sid());
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
		if (!signer(use).jws().isSigned(token)) {
			return Optional.empty();
		}
		try {
			IssuedClaims claims = JSON.readValue(CompactJws.payload(token), IssuedClaims.class);
			return Optional.ofNullable(claims)
				.filter((read) -> CompactJws.hasPayload(token, JSON.writeValueAsBytes(read)));
		}
		catch (JacksonException | IllegalArgumentException ex) {
			return Optional.empty();
		}
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
	private record Signer(CompactJws jws, SingletonSupplier<SignedTokenParser> parser, Duration lifetime) {

		@Override
		public String toString() {
			return "Signer[lifetime=" + this.lifetime + "]";
		}

	}

}
