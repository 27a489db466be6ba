package dev.authserver.session;

import java.util.List;
import java.util.UUID;

import dev.authserver.problem.ProblemException;
import dev.authserver.problem.ProblemKind;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.authserver.user.Account;
import dev.authserver.user.Accounts;
import dev.authserver.user.EmailAddress;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;

import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * Shows sessions and ends them: users their own, admins those of a user.
 */
@RestController
@Tag(name = "Session")
class SessionController {

	private final Sessions sessions;

	private final Renewals renewals;

	private final Accounts accounts;

	SessionController(Sessions sessions, Renewals renewals, Accounts accounts) {
		this.sessions = sessions;
		this.renewals = renewals;
		this.accounts = accounts;
	}

	@PostMapping("/logout")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	@Operation(summary = "End the session of a refresh token")
	void logout(@Valid @RequestBody Logout logout) {
		this.renewals.logout(logout.refreshToken());
	}

	@GetMapping("/me/sessions")
	@Operation(summary = "One's own sessions, the oldest first")
	List<SessionView> listOwnSessions(@Parameter(hidden = true) @AuthenticationPrincipal LoggedIn me) {
		return this.sessions.list(me.account(), me.session());
	}

	@DeleteMapping("/me/sessions/{id}")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	@Operation(summary = "End one of one's own sessions")
	void deleteOwnSession(@Parameter(hidden = true) @AuthenticationPrincipal LoggedIn me, @PathVariable UUID id) {
		this.sessions.close(me.account(), id);
	}

	@DeleteMapping("/me/sessions")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	@Operation(summary = "End all of one's own sessions but this one")
	void deleteOtherSessions(@Parameter(hidden = true) @AuthenticationPrincipal LoggedIn me) {
		this.sessions.closeAll(me.account(), me.session());
	}

	@GetMapping("/user/sessions")
	@Operation(summary = "A user's sessions, the oldest first")
	List<SessionView> listUserSessions(@Parameter(hidden = true) @AuthenticationPrincipal LoggedIn me,
			@RequestParam @EmailAddress String email) {
		return this.sessions.list(account(email), me.session());
	}

	@DeleteMapping("/user/sessions")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	@Operation(summary = "End all of a user's sessions")
	void deleteUserSessions(@RequestParam @EmailAddress String email) {
		this.sessions.closeAll(account(email), null);
	}

	private Account account(String email) {
		return this.accounts.account(email).orElseThrow(() -> new ProblemException(ProblemKind.SESSION_NOT_FOUND));
	}

	/**
	 * Whose session ends.
	 */
	record Logout(@Schema(example = "eyJ...") @JsonProperty("refresh_token") @NotNull String refreshToken) {

		@Override
		public String toString() {
			return "Logout[]";
		}

	}

}
