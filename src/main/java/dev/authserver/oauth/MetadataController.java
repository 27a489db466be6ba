package dev.authserver.oauth;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.authserver.key.SigningKeys;
import dev.authserver.openapi.Fails;
import dev.authserver.openapi.OpenTo;
import dev.authserver.problem.ProblemException;
import dev.authserver.token.Issuer;
import io.swagger.v3.oas.annotations.Hidden;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.util.StringUtils;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

import static dev.authserver.openapi.Callers.EVERYBODY;
import static dev.authserver.problem.ProblemKind.NOT_FOUND;

/**
 * Tells clients of OAuth 2 where to find what, once the operator has told the server its
 * own address.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8414">RFC 8414</a>
 */
@RestController
@Tag(name = "Key")
class MetadataController {

	private static final Duration KEPT = Duration.ofMinutes(5);

	private final Issuer issuer;

	private final SigningKeys keys;

	private final IntrospectionClients clients;

	MetadataController(Issuer issuer, SigningKeys keys, IntrospectionClients clients) {
		this.issuer = issuer;
		this.keys = keys;
		this.clients = clients;
	}

	@GetMapping("/.well-known/oauth-authorization-server")
	@Operation(summary = "Describe this server to clients of OAuth 2",
			description = "Metadata as RFC 8414 has it. It is there where `ISSUER` is set.")
	@OpenTo(EVERYBODY)
	@ApiResponse(responseCode = "200", description = "The addresses of the routes, and what they take")
	@Fails(NOT_FOUND)
	ResponseEntity<Metadata> getMetadata() {
		String uri = this.issuer.uri().orElseThrow(() -> new ProblemException(NOT_FOUND));
		return ResponseEntity.ok()
			.cacheControl(CacheControl.maxAge(KEPT).cachePublic())
			.body(metadata(uri, StringUtils.trimTrailingCharacter(uri, '/')));
	}

	/**
	 * The same, where clients look for it whose issuer has a path.
	 * @see <a href="https://www.rfc-editor.org/rfc/rfc8414#section-3.1">RFC 8414, 3.1</a>
	 */
	@Hidden
	@GetMapping("/.well-known/oauth-authorization-server/{*path}")
	ResponseEntity<Metadata> getMetadataBelowPath(@PathVariable String path) {
		Optional<String> issuerPath = this.issuer.uri()
			.map((uri) -> StringUtils.trimTrailingCharacter(URI.create(uri).getRawPath(), '/'));
		if (path.isEmpty() || issuerPath.filter(path::equals).isEmpty()) {
			throw new ProblemException(NOT_FOUND);
		}
		return getMetadata();
	}

	private Metadata metadata(String issuer, String base) {
		boolean introspects = this.clients.exist();
		return new Metadata(issuer, base + "/token/",
				this.keys.algorithm().isShared() ? null : base + "/.well-known/jwks.json", List.of(),
				List.of("password", "refresh_token"), List.of("none"), base + "/revoke/", List.of("none"),
				introspects ? base + "/introspect/" : null, introspects ? List.of("client_secret_basic") : null,
				base + "/docs");
	}

	/**
	 * Answer of {@code GET /.well-known/oauth-authorization-server}.
	 *
	 * @see <a href="https://www.rfc-editor.org/rfc/rfc8414#section-2">RFC 8414, 2</a>
	 */
	@JsonInclude(JsonInclude.Include.NON_NULL)
	@Schema(requiredProperties = { "issuer", "token_endpoint", "response_types_supported", "grant_types_supported" })
	record Metadata(
			@Schema(example = "https://auth.example.com", description = "The claim iss of access tokens") String issuer,
			@Schema(example = "https://auth.example.com/token/",
					description = "Takes the grants") @JsonProperty("token_endpoint") String token,
			@Schema(example = "https://auth.example.com/.well-known/jwks.json",
					description = "The public keys; absent where a shared secret signs") @JsonProperty("jwks_uri") @Nullable String keys,
			@Schema(example = "[]",
					description = "None: there is no authorization endpoint") @JsonProperty("response_types_supported") List<String> responseTypes,
			@Schema(example = "[\"password\", \"refresh_token\"]",
					description = "The grants") @JsonProperty("grant_types_supported") List<String> grants,
			@Schema(example = "[\"none\"]",
					description = "Clients do not log in") @JsonProperty("token_endpoint_auth_methods_supported") List<String> tokenLogins,
			@Schema(example = "https://auth.example.com/revoke/",
					description = "Ends sessions") @JsonProperty("revocation_endpoint") String revocation,
			@Schema(example = "[\"none\"]",
					description = "Clients do not log in") @JsonProperty("revocation_endpoint_auth_methods_supported") List<String> revocationLogins,
			@Schema(example = "https://auth.example.com/introspect/",
					description = "Judges tokens; absent without INTROSPECTION_CLIENTS") @JsonProperty("introspection_endpoint") @Nullable String introspection,
			@Schema(example = "[\"client_secret_basic\"]",
					description = "How its clients log in") @JsonProperty("introspection_endpoint_auth_methods_supported") @Nullable List<String> introspectionLogins,
			@Schema(example = "https://auth.example.com/docs",
					description = "For people") @JsonProperty("service_documentation") String documentation) {
	}

}
