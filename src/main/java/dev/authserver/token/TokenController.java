package dev.authserver.token;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.authserver.credential.PasswordText;
import dev.authserver.user.EmailAddress;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;

import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/**
 * Hands out tokens.
 */
@RestController
class TokenController {

	private final TokenService tokens;

	TokenController(TokenService tokens) {
		this.tokens = tokens;
	}

	@PostMapping("/token")
	TokenResponse login(@RequestBody @Valid Login login) {
		return this.tokens.login(login.email(), login.password());
	}

	@PostMapping("/admin_token")
	TokenResponse adminLogin(@Valid PasswordGrant grant) {
		return this.tokens.adminLogin(grant.username(), grant.password());
	}

	@PostMapping("/refresh")
	TokenResponse refresh(@RequestBody @Valid Refresh refresh) {
		return this.tokens.refresh(refresh.refreshToken());
	}

	/**
	 * Who logs in.
	 */
	record Login(@NotNull @EmailAddress String email, @NotNull @PasswordText String password) {

		@Override
		public String toString() {
			return "Login[email=" + this.email + "]";
		}

	}

	/**
	 * Whose access is renewed.
	 */
	record Refresh(@JsonProperty("refresh_token") @NotNull String refreshToken) {

		@Override
		public String toString() {
			return "Refresh[]";
		}

	}

}
