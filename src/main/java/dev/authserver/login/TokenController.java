package dev.authserver.login;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.authserver.credential.PasswordText;
import dev.authserver.email.EmailAddress;
import dev.authserver.openapi.Fails;
import dev.authserver.openapi.OpenTo;
import dev.authserver.session.Client;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;

import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

import static dev.authserver.openapi.Callers.EVERYBODY;
import static dev.authserver.problem.ProblemKind.ENDED_SESSION;
import static dev.authserver.problem.ProblemKind.EXPIRED_TOKEN;
import static dev.authserver.problem.ProblemKind.INVALID_INPUT;
import static dev.authserver.problem.ProblemKind.INVALID_TOKEN;
import static dev.authserver.problem.ProblemKind.NOT_ADMIN;
import static dev.authserver.problem.ProblemKind.OVERLOADED;
import static dev.authserver.problem.ProblemKind.THROTTLED;
import static dev.authserver.problem.ProblemKind.WRONG_CREDENTIALS;

/**
 * Hands out tokens.
 */
@RestController
@Tag(name = "Token")
class TokenController {

	private final LoginService logins;

	TokenController(LoginService logins) {
		this.logins = logins;
	}

	@PostMapping("/token")
	@OpenTo(EVERYBODY)
	@Operation(summary = "Log a user in", description = """
			Opens a session, and answers the first tokens of it. Clients of OAuth 2 send a form instead: the grant \
			`password`, or the grant `refresh_token`, which does what `/refresh/` does. Forms are refused as OAuth 2 \
			has it, but for 429 and 503.""",
			requestBody = @io.swagger.v3.oas.annotations.parameters.RequestBody(required = true,
					content = {
							@Content(mediaType = MediaType.APPLICATION_JSON_VALUE,
									schema = @Schema(implementation = Login.class)),
							@Content(mediaType = MediaType.APPLICATION_FORM_URLENCODED_VALUE,
									schema = @Schema(implementation = TokenGrant.class)) }))
	@ApiResponse(responseCode = "200", description = "The tokens")
	@ApiResponse(responseCode = "400", description = "A form that is refused (RFC 6749, 5.2)",
			content = @Content(mediaType = MediaType.APPLICATION_JSON_VALUE,
					schema = @Schema(implementation = OAuthError.class)))
	@Fails({ WRONG_CREDENTIALS, THROTTLED, OVERLOADED })
	@Fails(value = INVALID_INPUT, detail = "email: must be an e-mail address of at most 254 characters")
	TokenResponse login(@Parameter(hidden = true) @Valid @RequestBody Login login, HttpServletRequest request) {
		return this.logins.login(login.email(), login.password(), Client.of(request));
	}

	@PostMapping("/admin_token")
	@OpenTo(EVERYBODY)
	@ApiResponse(responseCode = "200", description = "The access token",
			content = @Content(mediaType = MediaType.APPLICATION_JSON_VALUE,
					schema = @Schema(implementation = TokenResponse.class), examples = @ExampleObject("""
							{"access_token": "eyJ...", "token_type": "bearer", "expires_in": 900}""")))
	@Fails({ WRONG_CREDENTIALS, NOT_ADMIN, THROTTLED, OVERLOADED })
	@Fails(value = INVALID_INPUT, detail = "grant_type: must be password")
	@Operation(summary = "Log an admin in by a form", description = """
			The password grant of OAuth 2, as the Authorize button of this page sends it. It answers no refresh \
			token. Other fields of the form are ignored.""",
			requestBody = @io.swagger.v3.oas.annotations.parameters.RequestBody(required = true,
					content = {
							@Content(mediaType = MediaType.APPLICATION_FORM_URLENCODED_VALUE,
									schema = @Schema(implementation = PasswordGrant.class)),
							@Content(mediaType = MediaType.MULTIPART_FORM_DATA_VALUE,
									schema = @Schema(implementation = PasswordGrant.class)) }))
	TokenResponse adminLogin(@Parameter(hidden = true) @Valid PasswordGrant grant, HttpServletRequest request) {
		return this.logins.adminLogin(grant.username(), grant.password(), Client.of(request));
	}

	@PostMapping("/refresh")
	@OpenTo(EVERYBODY)
	@Operation(summary = "Renew the access token", description = """
			The session goes on. Where the answer holds a refresh token, that one replaces the one that was sent.""")
	@ApiResponse(responseCode = "200", description = "The new access token",
			content = @Content(mediaType = MediaType.APPLICATION_JSON_VALUE,
					schema = @Schema(implementation = TokenResponse.class), examples = @ExampleObject("""
							{"access_token": "eyJ...", "token_type": "bearer", "expires_in": 900}""")))
	@Fails(value = { INVALID_TOKEN, EXPIRED_TOKEN, ENDED_SESSION }, detail = "The refresh token is not valid")
	@Fails(value = INVALID_INPUT, detail = "refresh_token: must not be null")
	TokenResponse refresh(@Valid @RequestBody Refresh refresh) {
		return this.logins.refresh(refresh.refreshToken());
	}

	/**
	 * Body of {@code POST /token/}.
	 */
	@JsonIgnoreProperties(ignoreUnknown = true)
	record Login(
			@Schema(example = "ada@example.com",
					description = "The user's e-mail, in upper or lower case") @NotNull @EmailAddress String email,
			@Schema(example = "correct horse battery",
					description = "The password, every character of which counts") @NotNull @PasswordText String password) {

		@Override
		public String toString() {
			return "Login[email=" + this.email + "]";
		}

	}

	/**
	 * Body of {@code POST /refresh/}.
	 */
	@JsonIgnoreProperties(ignoreUnknown = true)
	record Refresh(@Schema(example = "eyJ...",
			description = "The refresh token of a login") @JsonProperty("refresh_token") @NotNull String refreshToken) {

		@Override
		public String toString() {
			return "Refresh[]";
		}

	}

	/**
	 * Documents the forms of {@code POST /token/}.
	 *
	 * @see <a href="https://www.rfc-editor.org/rfc/rfc6749#section-4.3.2">RFC 6749,
	 * 4.3.2</a>
	 * @see <a href="https://www.rfc-editor.org/rfc/rfc6749#section-6">RFC 6749, 6</a>
	 */
	@Schema(requiredProperties = "grant_type")
	record TokenGrant(@Schema(example = "password", allowableValues = {
			"password", "refresh_token" },
			description = "What the form presents") @JsonProperty("grant_type") String grantType,
			@Schema(example = "ada@example.com",
					description = "The user's e-mail, for the grant password") @Nullable String username,
			@Schema(example = "correct horse battery", format = "password",
					description = "The password, for the grant password") @Nullable String password,
			@Schema(example = "eyJ...",
					description = "The refresh token, for the grant refresh_token") @JsonProperty("refresh_token") @Nullable String refreshToken){

		@Override
		public String toString() {
			return "TokenGrant[grantType=" + this.grantType + "]";
		}

	}

}
