package dev.authserver.key;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.authserver.key.KeySet.Known;
import dev.authserver.openapi.Fails;
import dev.authserver.openapi.OpenTo;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import static dev.authserver.openapi.Callers.ADMINS;
import static dev.authserver.openapi.Callers.EVERYBODY;
import static dev.authserver.problem.ProblemKind.FIXED_KEY;
import static dev.authserver.problem.ProblemKind.KEY_NOT_FOUND;

/**
 * Publishes the keys that verify access tokens, never a secret among them; shows admins
 * the signing keys, and lets them replace one that others may know.
 */
@RestController
@Tag(name = "Key")
class KeyController {

	private static final Duration KEPT = Duration.ofMinutes(5);

	private final KeyRotation keys;

	private final KeyRing ring;

	private final Clock clock;

	KeyController(KeyRotation keys, KeyRing ring, Clock clock) {
		this.keys = keys;
		this.ring = ring;
		this.clock = clock;
	}

	@GetMapping("/keys")
	@Operation(summary = "List the signing keys",
			description = "The newest comes first. Their public halves are in `/.well-known/jwks.json`.")
	@OpenTo(ADMINS)
	@ApiResponse(responseCode = "200", description = "The keys that are published")
	@Fails(FIXED_KEY)
	List<KeyView> listKeys() {
		KeySet keys = this.keys.list();
		Instant now = this.clock.instant();
		return keys.published(now).stream().map((key) -> KeyView.of(key, now)).toList();
	}

	@PostMapping("/keys/rotate")
	@Operation(summary = "Replace the signing key at once",
			description = """
					For emergencies: keys turn by themselves. The old key still verifies the tokens that it has signed; 			delete it to end them.""")
	@OpenTo(ADMINS)
	@ApiResponse(responseCode = "200", description = "The new key, which signs from now on")
	@Fails(FIXED_KEY)
	KeyView rotateKeys() {
		return KeyView.of(this.keys.rotate(), this.clock.instant());
	}

	@DeleteMapping("/keys/{kid}")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	@Operation(summary = "Withdraw a signing key",
			description = """
					Its tokens are refused from now on, and clients renew them. If it is the key that signs, another one 			takes its place first. All replicas agree within 10 seconds.""")
	@OpenTo(ADMINS)
	@ApiResponse(responseCode = "204", description = "There is no such key any more")
	@Fails({ KEY_NOT_FOUND, FIXED_KEY })
	void deleteKey(@Parameter(description = "The key's name, as the list has it",
			example = "NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs") @PathVariable String kid) {
		this.keys.withdraw(kid);
	}

	@GetMapping("/.well-known/jwks.json")
	@Operation(summary = "List the keys that verify access tokens",
			description = """
					A JWK Set (RFC 7517) of public keys. It is empty where tokens are signed with the shared secret 			(`HS256`). Read it again when a token names a key that you do not know.""")
	@OpenTo(EVERYBODY)
	@ApiResponse(responseCode = "200", description = "The keys, by their names")
	ResponseEntity<JwkSet> listPublicKeys() {
		List<Known> keys = this.ring.keys().published(this.clock.instant());
		String names = keys.stream().map(Known::kid).collect(Collectors.joining("."));
		return ResponseEntity.ok()
			.cacheControl(CacheControl.maxAge(KEPT).cachePublic())
			.eTag(keys.size() + "-" + names)
			.body(new JwkSet(keys.stream().map(KeyController::jwk).toList()));
	}

	private static Map<String, Object> jwk(Known key) {
		return PublicJwk.members(key.stored().algorithm(), key.kid(), key.pair().getPublic());
	}

	/**
	 * The only picture of a signing key that leaves, besides its public half.
	 *
	 * @param kid names it in tokens
	 * @param algorithm that it is for
	 * @param publishedAt when it was made
	 * @param signsFrom when it begins to sign
	 * @param signsUntil when the next one takes its place, if that is settled
	 * @param isSigning whether it signs now
	 */
	@Schema(requiredProperties = { "kid", "algorithm", "published_at", "signs_from", "signs_until", "is_signing" })
	record KeyView(
			@Schema(example = "NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs",
					description = "Names the key in tokens") String kid,
			@Schema(example = "ES256", description = "The algorithm that it is for") String algorithm,
			@Schema(example = "2026-01-01T08:00:00Z",
					description = "When it was made") @JsonProperty("published_at") Instant publishedAt,
			@Schema(example = "2026-01-01T09:00:00Z",
					description = "When it begins to sign") @JsonProperty("signs_from") Instant signsFrom,
			@Schema(types = {
					"string", "null" }, example = "2026-04-01T09:00:00Z",
					description = "When the next one takes its place, if that is settled") @JsonProperty("signs_until") @Nullable Instant signsUntil,
			@Schema(example = "true",
					description = "Whether it signs now") @JsonProperty("is_signing") boolean isSigning){

		static KeyView of(Known key, Instant now) {
			StoredKey stored = key.stored();
			return new KeyView(stored.kid(), stored.algorithm().joseName(), stored.publishedAt(), stored.signsFrom(),
					key.signsUntil().equals(Instant.MAX) ? null : key.signsUntil(),
					!stored.signsFrom().isAfter(now) && key.signsUntil().isAfter(now));
		}

	}

	/**
	 * Answer of {@code GET /.well-known/jwks.json}.
	 *
	 * @see <a href="https://www.rfc-editor.org/rfc/rfc7517#section-5">RFC 7517, 5</a>
	 */
	@Schema(requiredProperties = "keys")
	record JwkSet(@Schema(description = "The public keys",
			example = """
					[{"alg": "ES256", "crv": "P-256", "kid": "NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs", "kty": "EC", 			"use": "sig", "x": "f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU", 			"y": "x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"}]""") List<Map<String, Object>> keys) {
	}

}
