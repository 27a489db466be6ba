package dev.authserver.token;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.UUID;

import dev.authserver.settings.TokenSecrets;
import dev.authserver.user.Account;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static dev.authserver.token.Minted.ACCESS_SECRET;
import static dev.authserver.token.Minted.ALPHABET;
import static dev.authserver.token.Minted.CLAIMS;
import static dev.authserver.token.Minted.HEADER;
import static dev.authserver.token.Minted.NOW;
import static dev.authserver.token.Minted.REFRESH_SECRET;
import static dev.authserver.token.Minted.SESSION;
import static dev.authserver.token.Minted.TIMES;
import static dev.authserver.token.Minted.USER;
import static dev.authserver.token.Minted.at;
import static dev.authserver.token.Minted.mint;
import static dev.authserver.token.Minted.part;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Which tokens are believed, and no others.
 */
class JwtServiceTests {

	private static final long IAT = NOW.getEpochSecond();

	private static final Account ACCOUNT = new Account(7, "a@b.co", true, true, 3);

	private final JwtService jwts = at(NOW);

	private String refreshToken() {
		Instant now = Instant.ofEpochSecond(IAT);
		return this.jwts.issueRefresh(ACCOUNT, SESSION, "1", now, now.plus(Duration.ofMinutes(180)));
	}

	private void assertRefused(String token) {
		assertThatExceptionOfType(InvalidTokenException.class)
			.isThrownBy(() -> this.jwts.verify(TokenUse.ACCESS, token));
	}

	@Test
	void issueWhenVerifiedProvesTheUser() throws Exception {
		String token = this.jwts.issueAccess(ACCOUNT, SESSION);
		VerifiedToken verified = this.jwts.verify(TokenUse.ACCESS, token);
		assertThat(verified).isEqualTo(new VerifiedToken(7, "a@b.co", SESSION, verified.id(),
				Instant.ofEpochSecond(IAT), Instant.ofEpochSecond(IAT + 15 * 60)));
		assertThat(token).startsWith(part(HEADER) + ".");
	}

	@Test
	void issueWhenReadByOthersHasTheDocumentedForm() {
		String[] parts = refreshToken().split("\\.");
		assertThat(new String(Base64.getUrlDecoder().decode(parts[0]), StandardCharsets.UTF_8)).isEqualTo(HEADER);
		assertThat(new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8))
			.contains("\"sub\":\"a@b.co\"", "\"iat\":" + IAT, "\"exp\":" + (IAT + 180 * 60), "\"uid\":7",
					"\"is_admin\":true", "\"token_use\":\"refresh\"", "\"jti\":\"")
			.doesNotContain("aud", "iss");
	}

	@Test
	void issueWhenTwiceInOneInstantGivesTwoTokens() {
		assertThat(this.jwts.issueAccess(ACCOUNT, SESSION)).isNotEqualTo(this.jwts.issueAccess(ACCOUNT, SESSION));
	}

	@Test
	void verifyWhenMintedByAnotherLibraryBelieves() throws Exception {
		String token = mint("{\"typ\":\"JWT\",\"alg\":\"HS256\"}", CLAIMS + TIMES + "}");
		assertThat(this.jwts.verify(TokenUse.ACCESS, token)).isEqualTo(USER);
	}

	@Test
	void verifyWhenAnyCharacterIsChangedRefuses() {
		String token = this.jwts.issueAccess(ACCOUNT, SESSION);
		for (int i = 0; i < token.length(); i++) {
			for (char other : List.of('A', 'B', '_', '=', '.', ' ')) {
				if (token.charAt(i) != other) {
					assertRefused(token.substring(0, i) + other + token.substring(i + 1));
				}
			}
			assertRefused(token.substring(0, i) + token.substring(i + 1));
			assertRefused(token.substring(0, i));
		}
	}

	@Test
	void verifyWhenSignatureHasAnotherFormOfTheSameBytesRefuses() {
		String token = this.jwts.issueAccess(ACCOUNT, SESSION);
		int last = ALPHABET.indexOf(token.charAt(token.length() - 1));
		for (int bits = 1; bits < 4; bits++) {
			assertRefused(token.substring(0, token.length() - 1) + ALPHABET.charAt(last ^ bits));
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "", ".", "..", "...", "a.b.c", "Bearer", "é.é.é", "\0", "a.b.c.d.e" })
	void verifyWhenNoTokenRefuses(String token) {
		assertRefused(token);
	}

	@Test
	void verifyWhenPaddedOrWrappedRefuses() {
		String token = this.jwts.issueAccess(ACCOUNT, SESSION);
		assertRefused(token + "=");
		assertRefused(token + ".");
		assertRefused(" " + token);
		assertRefused(token + "\n");
		assertRefused(token + ".." + token);
		assertRefused("{\"payload\":\"" + token + "\"}");
		assertRefused("a".repeat(1_000_000));
		assertRefused(part("[".repeat(10_000)) + "." + part("{}") + "." + "A".repeat(43));
	}

	@Test
	void verifyWhenAnotherAlgorithmRefuses() {
		String claims = CLAIMS + TIMES + "}";
		for (String none : List.of("none", "None", "NONE", "nOnE")) {
			String header = "{\"alg\":\"" + none + "\",\"typ\":\"JWT\"}";
			assertRefused(part(header) + "." + part(claims) + ".");
			assertRefused(mint(header, claims));
		}
		String longSecret = ACCESS_SECRET;
		assertRefused(mint("{\"alg\":\"HS384\"}", claims, longSecret, "HmacSHA384"));
		assertRefused(mint("{\"alg\":\"HS512\"}", claims, longSecret, "HmacSHA512"));
		assertRefused(mint("{\"alg\":\"HS512\"}", claims));
		assertRefused(mint("{\"alg\":\"RS256\"}", claims));
		assertRefused(mint("{\"alg\":\"hs256\"}", claims));
		assertRefused(mint("{\"typ\":\"JWT\"}", claims));
	}

	@ParameterizedTest
	@ValueSource(strings = { "\"jwk\":{\"kty\":\"oct\",\"k\":\"AAAA\"}", "\"jku\":\"http://127.0.0.1:9/k\"",
			"\"x5u\":\"http://127.0.0.1:9/k\"", "\"kid\":\"../../dev/null\"", "\"crit\":[\"b64\"],\"b64\":false",
			"\"crit\":[\"x\"],\"x\":1", "\"crit\":[]", "\"zip\":\"DEF\"", "\"cty\":\"JWT\"" })
	void verifyWhenHeaderHasMoreRefuses(String more) {
		assertRefused(mint("{\"alg\":\"HS256\",\"typ\":\"JWT\"," + more + "}", CLAIMS + TIMES + "}"));
	}

	@Test
	void verifyWhenForeignSecretRefuses() {
		assertRefused(mint(HEADER, CLAIMS + TIMES + "}", "another secret of more than enough length", "HmacSHA256"));
		assertRefused(mint(HEADER, CLAIMS + TIMES + "}", REFRESH_SECRET, "HmacSHA256"));
	}

	@Test
	void verifyWhenSecretIsAPreviousOneBelievesButSignsWithTheCurrentOne() throws Exception {
		String next = "the next secret that is of enough length";
		TokenSecrets secrets = new TokenSecrets(next, next + "!", ACCESS_SECRET + "," + next, REFRESH_SECRET, false);
		JwtService turned = new JwtService(secrets, KeyPairs.NONE, new TokenProperties(15, 180, "", ""),
				Clock.fixed(NOW, ZoneOffset.UTC));
		assertThat(turned.verify(TokenUse.ACCESS, mint(HEADER, CLAIMS + TIMES + "}"))).isEqualTo(USER);
		assertThat(turned.verify(TokenUse.REFRESH, refreshToken()).userId()).isEqualTo(7);
		assertRefused(turned.issueAccess(ACCOUNT, SESSION));
		assertThatExceptionOfType(InvalidTokenException.class)
			.isThrownBy(() -> turned.verify(TokenUse.ACCESS, refreshToken()));
		String expired = mint(HEADER, CLAIMS + ",\"iat\":" + (IAT - 60) + ",\"exp\":" + IAT + "}");
		assertThatExceptionOfType(InvalidTokenException.class).isThrownBy(() -> turned.verify(TokenUse.ACCESS, expired))
			.matches(InvalidTokenException::isExpired);
	}

	@Test
	void verifyWhenForAnotherUseRefuses() {
		assertRefused(refreshToken());
		String refreshClaims = CLAIMS.replace("access", "refresh") + TIMES + "}";
		assertRefused(mint(HEADER, refreshClaims));
	}

	@Test
	void verifyWhenTimeIsOverOrNotYetRefuses() throws Exception {
		assertRefused(mint(HEADER, CLAIMS + "}"));
		assertRefused(mint(HEADER, CLAIMS + ",\"exp\":" + (IAT + 60) + "}"));
		assertRefused(mint(HEADER, CLAIMS + ",\"iat\":" + IAT + "}"));
		assertRefused(mint(HEADER, CLAIMS + ",\"iat\":" + (IAT - 60) + ",\"exp\":" + IAT + "}"));
		assertRefused(mint(HEADER, CLAIMS + ",\"iat\":" + (IAT + 1) + ",\"exp\":" + (IAT + 60) + "}"));
		assertRefused(mint(HEADER, CLAIMS + TIMES + ",\"nbf\":" + (IAT + 1) + "}"));
		assertRefused(mint(HEADER, CLAIMS + ",\"iat\":\"x\",\"exp\":\"y\"}"));
		String token = this.jwts.issueAccess(ACCOUNT, SESSION);
		Instant expiry = Instant.ofEpochSecond(IAT).plus(Duration.ofMinutes(15));
		assertThat(at(expiry.minusMillis(1)).verify(TokenUse.ACCESS, token).userId()).isEqualTo(7);
		assertThatExceptionOfType(InvalidTokenException.class)
			.isThrownBy(() -> at(expiry).verify(TokenUse.ACCESS, token));
	}

	@Test
	void verifyWhenExpiredTellsSoOfSignedTokensOnly() {
		String past = ",\"iat\":" + (IAT - 60) + ",\"exp\":" + IAT + "}";
		InvalidTokenException expired = refusal(mint(HEADER, CLAIMS + past));
		assertThat(expired.isExpired()).isTrue();
		assertThat(expired.userId()).contains(7L);
		InvalidTokenException foreign = refusal(mint(HEADER, CLAIMS + past, REFRESH_SECRET, "HmacSHA256"));
		assertThat(foreign.isExpired()).isFalse();
		assertThat(foreign.userId()).isEmpty();
		InvalidTokenException early = refusal(
				mint(HEADER, CLAIMS + ",\"iat\":" + (IAT + 1) + ",\"exp\":" + (IAT + 60) + "}"));
		assertThat(early.isExpired()).isFalse();
		assertThat(early.userId()).contains(7L);
		String forRefresh = CLAIMS.replace("access", "refresh");
		assertThat(refusal(mint(HEADER, forRefresh + TIMES + "}")).isExpired()).isFalse();
	}

	private InvalidTokenException refusal(String token) {
		return catchThrowableOfType(InvalidTokenException.class, () -> this.jwts.verify(TokenUse.ACCESS, token));
	}

	@ParameterizedTest
	@ValueSource(strings = { "\"7\"", "7.5", "null", "[7]", "99999999999999999999", "true", "1e400" })
	void verifyWhenUserIdIsNoIdRefuses(String uid) {
		assertRefused(mint(HEADER, CLAIMS.replace("\"uid\":7", "\"uid\":" + uid) + TIMES + "}"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "\"sid\":null,", "\"sid\":7,", "\"sid\":\"x\"," })
	void verifyWhenAccessTokenHasNoSessionRefuses(String sid) {
		assertRefused(mint(HEADER, CLAIMS.replace("\"sid\":\"" + SESSION + "\",", sid) + TIMES + "}"));
	}

	@Test
	void verifyWhenRefreshTokenHasNoSessionRefuses() {
		String claims = CLAIMS.replace("\"sid\":\"" + SESSION + "\",", "").replace("access", "refresh");
		String token = mint(HEADER, claims + TIMES + "}", REFRESH_SECRET, "HmacSHA256");
		assertThatExceptionOfType(InvalidTokenException.class)
			.isThrownBy(() -> this.jwts.verify(TokenUse.REFRESH, token));
	}

	@Test
	void verifyWhenClaimsAreNoObjectOrDeepRefuses() {
		assertRefused(mint(HEADER, "[]"));
		assertRefused(mint(HEADER, "\"text\""));
		assertRefused(mint(HEADER, "null"));
		assertRefused(mint(HEADER, "not json"));
		assertRefused(mint(HEADER, "{\"x\":" + "[".repeat(900) + "]".repeat(900) + CLAIMS.replace("{", ",") + "}"));
		assertRefused(mint(HEADER, "{\"x\":" + "[".repeat(1400)));
	}

}
