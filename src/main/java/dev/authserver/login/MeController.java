package dev.authserver.login;

import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.authserver.credential.NewPassword;
import dev.authserver.credential.PasswordText;
import dev.authserver.openapi.Fails;
import dev.authserver.openapi.OpenTo;
import dev.authserver.session.LoggedIn;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
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

import static dev.authserver.openapi.Callers.USERS;
import static dev.authserver.problem.ProblemKind.INVALID_INPUT;
import static dev.authserver.problem.ProblemKind.OVERLOADED;
import static dev.authserver.problem.ProblemKind.THROTTLED;
import static dev.authserver.problem.ProblemKind.WRONG_PASSWORD;

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
	@Operation(summary = "Who is logged in", description = "Tells whose access token it is.")
	@OpenTo(USERS)
	@ApiResponse(responseCode = "200", description = "The user, and the session to which the token belongs")
	Me getMe(@AuthenticationPrincipal LoggedIn me) {
		return new Me(me.account().id(), me.account().email(), me.account().admin(), me.session());
	}

	@PutMapping("/me/password")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	@Operation(summary = "Change one's own password",
			description = "Ends all other sessions. A wrong current password counts as a failed login.")
	@OpenTo(USERS)
	@ApiResponse(responseCode = "204", description = "The password is changed")
	@Fails({ WRONG_PASSWORD, THROTTLED, OVERLOADED })
	@Fails(value = INVALID_INPUT, detail = "new_password: must have at least 8 characters")
	void changePassword(@AuthenticationPrincipal LoggedIn me, @Valid @RequestBody PasswordChange change,
			HttpServletRequest request) {
		this.password.change(me, change.currentPassword(), change.newPassword(), request.getRemoteAddr());
	}

	/**
	 * Answer of {@code GET /me/}.
	 */
	@Schema(requiredProperties = { "id", "email", "is_admin", "session_id" })
	record Me(@Schema(example = "7", description = "Never changes") long id,
			@Schema(example = "ada@example.com", description = "The user's e-mail") String email,
			@Schema(example = "false",
					description = "Whether the user may manage users") @JsonProperty("is_admin") boolean admin,
			@Schema(example = "0b9e5a3c-8f1d-4b6e-9c57-2f60d1c3a8e4",
					description = "The session to which the access token belongs") @JsonProperty("session_id") UUID session) {
	}

	/**
	 * Body of {@code PUT /me/password/}.
	 */
	record PasswordChange(@Schema(example = "correct horse battery",
			description = "The password until now") @JsonProperty("current_password") @NotNull @PasswordText String currentPassword,
			@Schema(example = "another good password",
					description = "At least 8 characters, and none of the most common passwords") @JsonProperty("new_password") @NotNull @NewPassword String newPassword) {

		@Override
		public String toString() {
			return "PasswordChange[]";
		}

	}

}
