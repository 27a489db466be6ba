package dev.authserver.login;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.authserver.credential.PasswordText;
import dev.authserver.session.Client;
import dev.authserver.email.EmailAddress;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;

import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

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
	@Operation(summary = "Log a user in")
	TokenResponse login(@Valid @RequestBody Login login, HttpServletRequest request) {
		return this.logins.login(login.email(), login.password(), Client.of(request));
	}

	@PostMapping("/admin_token")
	@Operation(summary = "Log an admin in by a form",
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
	@Operation(summary = "Renew the access token")
	TokenResponse refresh(@Valid @RequestBody Refresh refresh) {
		return this.logins.refresh(refresh.refreshToken());
	}

	/**
	 * Who logs in.
	 */
	record Login(@Schema(example = "ada@example.com") @NotNull @EmailAddress String email,
			@Schema(example = "correct horse battery") @NotNull @PasswordText String password) {

		@Override
		public String toString() {
			return "Login[email=" + this.email + "]";
		}

	}

	/**
	 * Whose access is renewed.
	 */
	record Refresh(@Schema(example = "eyJ...") @JsonProperty("refresh_token") @NotNull String refreshToken) {

		@Override
		public String toString() {
			return "Refresh[]";
		}

	}

}
