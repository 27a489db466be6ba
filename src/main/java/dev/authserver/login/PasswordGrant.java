package dev.authserver.login;

import java.util.Objects;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.authserver.credential.PasswordText;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Pattern;
import org.jspecify.annotations.Nullable;

import org.springframework.util.MultiValueMap;

/**
 * The form of a login: resource owner password credentials. Other fields are ignored, as
 * are the scope and the client's own credentials.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6749#section-4.3.2">RFC 6749, 4.3.2</a>
 */
record PasswordGrant(
		@Schema(example = "admin@example.com", description = "The admin's e-mail") @NotEmpty String username,
		@Schema(example = "admin", format = "password",
				description = "The admin's password") @NotEmpty @PasswordText String password,
		@Schema(example = "password", description = "May be left out") @JsonProperty("grant_type") @Pattern(
				regexp = "(password)?", message = "must be password") @Nullable String grantType) {

	static PasswordGrant of(MultiValueMap<String, String> form) {
		return new PasswordGrant(Objects.requireNonNullElse(form.getFirst("username"), ""),
				Objects.requireNonNullElse(form.getFirst("password"), ""), form.getFirst("grant_type"));
	}

	@Override
	public String toString() {
		return "PasswordGrant[username=" + this.username + "]";
	}

}
