package dev.authserver.login;

import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.authserver.credential.NewPassword;
import dev.authserver.credential.PasswordText;
import dev.authserver.session.LoggedIn;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;

import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * Lets users look after themselves.
 */
@RestController
@Tag(name = "Me")
class MeController {

	private final OwnPassword password;

	MeController(OwnPassword password) {
		this.password = password;
	}

	@GetMapping("/me")
	@Operation(summary = "Who one is, by the access token")
	Me getMe(@Parameter(hidden = true) @AuthenticationPrincipal LoggedIn me) {
		return new Me(me.account().id(), me.account().email(), me.account().admin(), me.session());
	}

	@PutMapping("/me/password")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	@Operation(summary = "Change one's own password, which ends all other sessions")
	void changePassword(@Parameter(hidden = true) @AuthenticationPrincipal LoggedIn me,
			@Valid @RequestBody PasswordChange change, HttpServletRequest request) {
		this.password.change(me, change.currentPassword(), change.newPassword(), request.getRemoteAddr());
	}

	/**
	 * The sender of a request.
	 */
	record Me(@Schema(example = "2") long id, @Schema(example = "ada@example.com") String email,
			@JsonProperty("is_admin") boolean admin, @JsonProperty("session_id") UUID session) {
	}

	/**
	 * The passwords before and after.
	 */
	record PasswordChange(@Schema(
			example = "correct horse battery") @JsonProperty("current_password") @NotNull @PasswordText String currentPassword,
			@Schema(example = "another good password") @JsonProperty("new_password") @NotNull @NewPassword String newPassword) {

		@Override
		public String toString() {
			return "PasswordChange[]";
		}

	}

}
