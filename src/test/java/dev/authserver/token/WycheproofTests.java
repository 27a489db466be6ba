package dev.authserver.token;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.authserver.key.SigningAlgorithm;
import dev.authserver.key.SigningKeys.Signer;
import io.jsonwebtoken.security.Jwks;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static dev.authserver.token.Minted.NOW;
import static dev.authserver.token.Minted.service;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Wycheproof's vectors of JSON Web Signatures go through the verifier, where the file is
 * at hand: {@code -Dwycheproof=json_web_signature_test.json}. None of them holds claims,
 * so all are refused; a good signature shows by the reason, which is that claims are
 * missing.
 *
 * @see <a href="https://github.com/C2SP/wycheproof">Wycheproof</a>
 */
@EnabledIfSystemProperty(named = "wycheproof", matches = ".+")
class WycheproofTests {

	private static final JsonMapper JSON = JsonMapper.builder().build();

	static Stream<Vector> vectors() throws IOException {
		JsonNode file = JSON.readTree(Files.readString(Path.of(System.getProperty("wycheproof"))));
		List<Vector> vectors = new ArrayList<>();
		for (JsonNode group : file.path("testGroups")) {
			JsonNode key = group.path("public");
			for (SigningAlgorithm algorithm : SigningAlgorithm.values()) {
				if (key.path("alg").asString("").equals(algorithm.joseName()) && !algorithm.isShared()
						&& key.path("use").asString("sig").equals("sig")) {
					group.path("tests")
						.forEach((test) -> vectors.add(new Vector(algorithm, key.toString(), test.path("tcId").asInt(),
								test.path("jws").asString(), test.path("result").asString())));
				}
			}
		}
		return vectors.stream();
	}

	@ParameterizedTest
	@MethodSource("vectors")
	void verifyWhenSignatureIsAVectorJudgesAsWycheproof(Vector vector) {
		JwtService jwts = service(vector.keys(), "", "", NOW);
		InvalidTokenException refusal = catchThrowableOfType(InvalidTokenException.class,
				() -> jwts.verify(TokenUse.ACCESS, vector.jws()));
		String reason = String.valueOf(refusal.getCause().getMessage());
		if (vector.result().equals("valid")) {
			assertThat(reason).containsAnyOf("Unexpected content JWS", "Not UTF-8");
		}
		else {
			assertThat(reason).doesNotContain("Unexpected content JWS");
		}
	}

	/**
	 * A signature, and the key to verify it with.
	 */
	record Vector(SigningAlgorithm algorithm, String jwk, int number, String jws, String result) {

		KeyPairs keys() {
			JsonNode members = JSON.readTree(this.jwk);
			PublicKey key = (PublicKey) Jwks.parser()
				.json(JwtJson.READER)
				.build()
				.parse("{" + members.properties()
					.stream()
					.filter((member) -> List.of("kty", "crv", "x", "y", "n", "e").contains(member.getKey()))
					.map((member) -> "\"" + member.getKey() + "\":" + member.getValue())
					.collect(Collectors.joining(",")) + "}")
				.toKey();
			String[] parts = this.jws.split("\\.", 2);
			String kid = kid(parts[0]);
			return new KeyPairs(this.algorithm, new Signer(kid, null), Map.of(kid, key));
		}

		private static String kid(String header) {
			try {
				return JSON.readTree(Base64.getUrlDecoder().decode(header)).path("kid").asString("none");
			}
			catch (RuntimeException ex) {
				return "none";
			}
		}

		@Override
		public String toString() {
			return this.algorithm + " " + this.number + " " + this.result;
		}

	}

}
