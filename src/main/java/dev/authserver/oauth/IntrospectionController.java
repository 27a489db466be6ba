package dev.authserver.oauth;

import java.io.IOException;
import java.util.List;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.authserver.login.OAuthError;
import dev.authserver.oauth.TokenStates.State;
import dev.authserver.openapi.Fails;
import dev.authserver.openapi.OpenTo;
import dev.authserver.token.Issuer;
import dev.authserver.token.TokenUse;
import dev.authserver.token.VerifiedToken;
import dev.authserver.user.Account;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

import static dev.authserver.openapi.Callers.EVERYBODY;
import static dev.authserver.problem.ProblemKind.NOT_FOUND;
import static dev.authserver.problem.ProblemKind.OVERLOADED;
import static dev.authserver.problem.ProblemKind.THROTTLED;

/**
 * Tells resource servers whether a token is good now, which its signature cannot.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7662">RFC 7662</a>
 */
@RestController
@Tag(name = "Token")
class IntrospectionController {

	private final IntrospectionClients clients;

	private final TokenStates tokens;

	private final Issuer issuer;

	IntrospectionController(IntrospectionClients clients, TokenStates tokens, Issuer issuer) {
		this.clients = clients;
		this.tokens = tokens;
		this.issuer = issuer;
	}

	@PostMapping("/introspect")
	@OpenTo(EVERYBODY)
	@Operation(summary = "Tell whether a token is good now", description = """
			Introspection as OAuth 2 has it (RFC 7662), for the clients of INTROSPECTION_CLIENTS: HTTP Basic with \
			name and secret. Active means that the signature and the time are right, the session goes on, and the \
			user may log in.""",
			requestBody = @RequestBody(required = true,
					content = @Content(mediaType = MediaType.APPLICATION_FORM_URLENCODED_VALUE,
							schema = @Schema(implementation = TokenForm.class))))
	@ApiResponse(responseCode = "200", description = "What the token says; of one that is not good, only that")
	@ApiResponse(responseCode = "400", description = "The form is not complete (RFC 6749, 5.2)",
			content = @Content(mediaType = MediaType.APPLICATION_JSON_VALUE,
					schema = @Schema(implementation = OAuthError.class)))
	@ApiResponse(responseCode = "401", description = "The client's name or secret is wrong (RFC 6749, 5.2)",
			content = @Content(mediaType = MediaType.APPLICATION_JSON_VALUE,
					schema = @Schema(implementation = OAuthError.class)))
	@Fails({ NOT_FOUND, THROTTLED, OVERLOADED })
	Introspection introspect(HttpServletRequest request) throws IOException {
		this.clients.require(request);
		String token = OAuthForm.read(request).required("token");
		return this.tokens.find(token).map(this::active).orElse(Introspection.INACTIVE);
	}

	private Introspection active(State state) {
		boolean isAccess = state.use() == TokenUse.ACCESS;
		Account account = state.user().account();
		VerifiedToken token = state.token();
		return new Introspection(true, isAccess ? "bearer" : null, account.email(), account.email(), account.id(),
				token.sessionId(), account.admin(), state.use().claim(), token.issuedAt().getEpochSecond(),
				token.expiresAt().getEpochSecond(), token.id(), isAccess ? this.issuer.uri().orElse(null) : null,
				isAccess ? this.issuer.audience().map(List::of).orElse(null) : null);
	}

	/**
	 * Answer of {@code POST /introspect/}.
	 *
	 * @see <a href="https://www.rfc-editor.org/rfc/rfc7662#section-2.2">RFC 7662, 2.2</a>
	 */
	@JsonInclude(JsonInclude.Include.NON_NULL)
	@Schema(requiredProperties = "active")
	record Introspection(@Schema(example = "true", description = "Whether the token is good now") boolean active,
			@Schema(example = "bearer",
					description = "How an access token is sent") @JsonProperty("token_type") @Nullable String tokenType,
			@Schema(example = "ada@example.com",
					description = "The user's e-mail") @JsonProperty("sub") @Nullable String subject,
			@Schema(example = "ada@example.com", description = "The user's e-mail") @Nullable String username,
			@Schema(example = "7", description = "The user's id, which never changes") @Nullable Long uid,
			@Schema(example = "0b9e5a3c-8f1d-4b6e-9c57-2f60d1c3a8e4",
					description = "The session") @JsonProperty("sid") @Nullable UUID session,
			@Schema(example = "false",
					description = "Whether the user is an admin now") @JsonProperty("is_admin") @Nullable Boolean admin,
			@Schema(example = "access",
					description = "access or refresh") @JsonProperty("token_use") @Nullable String use,
			@Schema(example = "1767254400",
					description = "When it was issued") @JsonProperty("iat") @Nullable Long issuedAt,
			@Schema(example = "1767255300",
					description = "When it expires") @JsonProperty("exp") @Nullable Long expiresAt,
			@Schema(example = "5f2d7b1e-0c4a-4f3b-8d6e-9a1b2c3d4e5f",
					description = "The token's id") @JsonProperty("jti") @Nullable String id,
			@Schema(example = "https://auth.example.com",
					description = "This server, where ISSUER is set") @JsonProperty("iss") @Nullable String issuer,
			@Schema(example = "[\"https://api.example.com\"]",
					description = "Whom it is for, where AUDIENCE is set") @JsonProperty("aud") @Nullable List<String> audience) {

		static final Introspection INACTIVE = new Introspection(false, null, null, null, null, null, null, null, null,
				null, null, null, null);

	}

}
