package dev.authserver.token;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import static dev.authserver.token.Minted.ALPHABET;
import static dev.authserver.token.Minted.CLAIMS;
import static dev.authserver.token.Minted.HEADER;
import static dev.authserver.token.Minted.NOW;
import static dev.authserver.token.Minted.TIMES;
import static dev.authserver.token.Minted.at;
import static dev.authserver.token.Minted.base64;
import static dev.authserver.token.Minted.mint;
import static dev.authserver.token.Minted.part;
import static dev.authserver.token.Minted.sign;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tokens that are well signed and yet not as this server issues them.
 */
class WellSignedTokenTests {

	private final JwtService jwts = at(NOW);

	private void assertRefused(String token) {
		assertThatExceptionOfType(InvalidTokenException.class)
			.isThrownBy(() -> this.jwts.verify(TokenUse.ACCESS, token));
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"alg\":\"HS256\"}", "{\"alg\":\"HS256\",\"typ\":\"jwt\"}",
			"{\"alg\":\"HS256\",\"typ\":\"at+jwt\"}", "{\"alg\":\"HS256\",\"typ\":\"JOSE\"}",
			"{\"alg\":\"HS256\",\"typ\":\"\"}", "{\"alg\":\"HS256\",\"typ\":null}", "{\"alg\":\"HS256\",\"typ\":7}",
			"{\"alg\":\"HS256\",\"typ\":[\"JWT\"]}", "{\"alg\":\"HS256\",\"typ\":\"JWT\",\"typ\":\"JWT\"}" })
	void verifyWhenTypeIsAnotherRefuses(String header) {
		assertRefused(mint(header, CLAIMS + TIMES + "}"));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '\'', textBlock = """
			exp       | "1795521660"
			exp       | "2026-11-24T12:01:00Z"
			exp       | 1795521660.0
			exp       | 1795521660.5
			exp       | 1.79552166e9
			exp       | 1e400
			exp       | 9223372036854775807
			exp       | 9223372036854775808
			exp       | 18446744073709551616000
			exp       | 1795521660000
			exp       | -1
			exp       | null
			exp       | true
			exp       | [1795521660]
			iat       | "1795521600"
			iat       | 1795521600.0
			iat       | -1
			iat       | null
			iat       | -9223372036854775808
			uid       | 0
			uid       | -7
			uid       | 7.0
			sub       | ""
			sub       | " "
			sub       | null
			sub       | 7
			sub       | ["a@b.co"]
			jti       | ""
			jti       | null
			jti       | 1
			is_admin  | "true"
			is_admin  | 1
			is_admin  | null
			token_use | null
			token_use | ["access"]
			token_use | ""
			token_use | "ACCESS"
			sid       | "6F1C2A7E-3B0D-4C58-9D6E-0A1B2C3D4E5F"
			sid       | "bxwqfjsNTFidbgobLD1OXw=="
			sid       | "1-1-1-1-1"
			sid       | ["6f1c2a7e-3b0d-4c58-9d6e-0a1b2c3d4e5f"]
			sid       | ""
			nbf       | "1795521600"
			nbf       | 1795521600.0
			nbf       | 1795521601
			nbf       | 9223372036854775807
			nbf       | 18446744073709551
			nbf       | -1
			nbf       | null
			nbf       | true
			""")
	void verifyWhenAClaimIsNotAsIssuedRefuses(String name, String value) throws Exception {
		String claims = CLAIMS + TIMES + "}";
		assertThat(claims).contains("\"iat\":1795521600");
		String other = name.equals("nbf") ? claims.replace("{", "{\"nbf\":" + value + ",") : claims.replaceFirst(
				"\"" + name + "\":(\"[^\"]*\"|[^,}]*)", Matcher.quoteReplacement("\"" + name + "\":" + value));
		assertThat(this.jwts.verify(TokenUse.ACCESS, mint(HEADER, claims)).userId()).isEqualTo(7);
		assertThat(other).isNotEqualTo(claims);
		assertRefused(mint(HEADER, other));
		assertRefused(mint(HEADER, inOwnOrder(other)));
	}

	/**
	 * As this server writes claims, to reach the reader of its own tokens.
	 */
	private static String inOwnOrder(String claims) {
		ObjectNode given = (ObjectNode) new JsonMapper().readTree(claims);
		ObjectNode own = given.objectNode();
		Stream.of("sub", "iat", "exp", "jti", "uid", "sid", "is_admin", "token_use", "nbf")
			.filter(given::has)
			.forEach((name) -> own.set(name, given.get(name)));
		return own.toString();
	}

	@ParameterizedTest
	@ValueSource(strings = { "sub", "iat", "exp", "jti", "uid", "sid", "is_admin", "token_use" })
	void verifyWhenAClaimIsMissingRefuses(String name) {
		ObjectNode claims = (ObjectNode) new JsonMapper().readTree(CLAIMS + TIMES + "}");
		claims.remove(name);
		assertRefused(mint(HEADER, claims.toString()));
		assertRefused(mint(HEADER, inOwnOrder(claims.toString())));
	}

	@Test
	void verifyWhenOtherClaimsStandBesideBelieves() throws Exception {
		String more = ",\"nbf\":" + NOW.getEpochSecond() + ",\"iss\":\"me\",\"aud\":[\"you\"],\"x\":{\"y\":null}}";
		assertThat(this.jwts.verify(TokenUse.ACCESS, mint(HEADER, CLAIMS + TIMES + more)).userId()).isEqualTo(7);
	}

	@ParameterizedTest
	@ValueSource(strings = { " uid", "uid ", "\\texp", " sub\\n", "" })
	void verifyWhenANameCouldBeTakenForAnotherRefuses(String name) {
		assertRefused(mint(HEADER, CLAIMS + TIMES + ",\"" + name + "\":8}"));
		assertRefused(mint(HEADER.replace("}", ",\"" + name + "\":8}"), CLAIMS + TIMES + "}"));
		assertRefused(mint("{\"alg\":\"HS256\",\" typ\":\"JWT\"}", CLAIMS + TIMES + "}"));
	}

	@Test
	void verifyWhenPartHasAnotherFormOfTheSameBytesRefuses() {
		for (String claims : List.of(CLAIMS + TIMES + "}", inOwnOrder(CLAIMS + TIMES + "}"))) {
			for (int spaces = 0; spaces < 3; spaces++) {
				String header = HEADER + " ".repeat(spaces);
				String payload = claims + " ".repeat(spaces);
				otherForms(part(payload)).forEach((form) -> assertRefused(sign(part(HEADER) + "." + form)));
				otherForms(part(header)).forEach((form) -> assertRefused(sign(form + "." + part(claims))));
			}
		}
	}

	/**
	 * With padding, right or wrong, with line ends, and with each last character that a
	 * decoder takes for the same.
	 */
	private static Stream<String> otherForms(String part) {
		String begin = part.substring(0, part.length() - 1);
		byte[] bytes = Base64.getUrlDecoder().decode(part);
		Stream<String> alike = Stream.of(ALPHABET.split(""))
			.map((last) -> begin + last)
			.filter((form) -> !form.equals(part) && Arrays.equals(Base64.getUrlDecoder().decode(form), bytes));
		return Stream.concat(alike, Stream.of(part + "=", part + "==", part + "\n", "\n" + part, part + " "));
	}

	@ParameterizedTest
	@ValueSource(ints = { 0x80, 0xbf, 0xc0, 0xed, 0xf5, 0xff })
	void verifyWhenNotUtf8Refuses(int octet) {
		String claims = CLAIMS.replace("a@b.co", "a#@b.co") + TIMES + "}";
		String header = HEADER.replace("JWT\"", "JWT\",\"#\":1");
		assertRefused(sign(part(HEADER) + "." + withByte(claims, octet)));
		assertRefused(sign(part(HEADER) + "." + withByte(inOwnOrder(claims), octet)));
		assertRefused(sign(part(HEADER) + "." + withByte(CLAIMS + TIMES + ",\"x\":\"#\"}", octet)));
		assertRefused(sign(withByte(header, octet) + "." + part(CLAIMS + TIMES + "}")));
	}

	private static String withByte(String json, int octet) {
		byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
		bytes[json.indexOf('#')] = (byte) octet;
		return base64(bytes);
	}

}
