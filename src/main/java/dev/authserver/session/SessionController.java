package dev.authserver.session;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.authserver.email.EmailAddress;
import dev.authserver.openapi.Fails;
import dev.authserver.openapi.OpenTo;
import dev.authserver.problem.ProblemException;
import dev.authserver.problem.ProblemKind;
import dev.authserver.user.Account;
import dev.authserver.user.UserDirectory;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;

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

import static dev.authserver.openapi.Callers.ADMINS;
import static dev.authserver.openapi.Callers.EVERYBODY;
import static dev.authserver.openapi.Callers.USERS;
import static dev.authserver.problem.ProblemKind.INVALID_INPUT;
import static dev.authserver.problem.ProblemKind.SESSION_NOT_FOUND;

/**
 * Shows sessions and ends them: users their own, admins those of a user.
 */
@RestController
@Tag(name = "Session")
class SessionController {

	private final Sessions sessions;

	private final Renewals renewals;

	private final UserDirectory users;

	SessionController(Sessions sessions, Renewals renewals, UserDirectory users) {
		this.sessions = sessions;
		this.renewals = renewals;
		this.users = users;
	}

	@PostMapping("/logout")
	@OpenTo(EVERYBODY)
	@ResponseStatus(HttpStatus.NO_CONTENT)
	@Operation(summary = "Log out", description = """
			Ends the session of a refresh token. A token that is unknown, or whose session has ended already, is \
			answered alike.""")
	@ApiResponse(responseCode = "204", description = "No such session is left")
	@Fails(value = INVALID_INPUT, detail = "refresh_token: must not be null")
	void logout(@Valid @RequestBody Logout logout) {
		this.renewals.logout(logout.refreshToken());
	}

	@GetMapping("/me/sessions")
	@Operation(summary = "List one's own sessions", description = "The oldest comes first.")
	@OpenTo(USERS)
	@ApiResponse(responseCode = "200", description = "The sessions")
	List<SessionView> listOwnSessions(@AuthenticationPrincipal LoggedIn me) {
		return views(me.account(), me);
	}

	@DeleteMapping("/me/sessions/{id}")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	@Operation(summary = "End one of one's own sessions")
	@OpenTo(USERS)
	@ApiResponse(responseCode = "204", description = "The session has ended")
	@Fails(SESSION_NOT_FOUND)
	@Fails(value = INVALID_INPUT, detail = "id: is not valid")
	void deleteOwnSession(@AuthenticationPrincipal LoggedIn me,
			@Parameter(description = "The session's id, as the list has it",
					example = "0b9e5a3c-8f1d-4b6e-9c57-2f60d1c3a8e4") @PathVariable UUID id) {
		this.sessions.close(me.account(), id);
	}

	@DeleteMapping("/me/sessions")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	@Operation(summary = "End one's own other sessions",
			description = "The session to which the access token belongs goes on.")
	@OpenTo(USERS)
	@ApiResponse(responseCode = "204", description = "The other sessions have ended")
	void deleteOtherSessions(@AuthenticationPrincipal LoggedIn me) {
		this.sessions.closeAll(me.account(), me.session());
	}

	@GetMapping("/user/sessions")
	@Operation(summary = "List a user's sessions", description = "The oldest comes first.")
	@OpenTo(ADMINS)
	@ApiResponse(responseCode = "200", description = "The sessions")
	@Fails(SESSION_NOT_FOUND)
	@Fails(value = INVALID_INPUT, detail = "email: must be an e-mail address of at most 254 characters")
	List<SessionView> listUserSessions(@AuthenticationPrincipal LoggedIn me,
			@Parameter(description = "The user's e-mail") @RequestParam @EmailAddress String email) {
		return views(account(email), me);
	}

	@DeleteMapping("/user/sessions")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	@Operation(summary = "End all of a user's sessions", description = "The user may log in again.")
	@OpenTo(ADMINS)
	@ApiResponse(responseCode = "204", description = "The sessions have ended")
	@Fails(SESSION_NOT_FOUND)
	@Fails(value = INVALID_INPUT, detail = "email: must be an e-mail address of at most 254 characters")
	void deleteUserSessions(@Parameter(description = "The user's e-mail") @RequestParam @EmailAddress String email) {
		this.sessions.closeAll(account(email), null);
	}

	private List<SessionView> views(Account account, LoggedIn me) {
		return this.sessions.list(account)
			.stream()
			.map((session) -> SessionView.of(session, session.id().equals(me.session())))
			.toList();
	}

	private Account account(String email) {
		return this.users.account(email).orElseThrow(() -> new ProblemException(ProblemKind.SESSION_NOT_FOUND));
	}

	/**
	 * The only picture of a session that leaves.
	 *
	 * @param id names it in its address
	 * @param createdAt time of the login
	 * @param lastUsedAt time of the last refresh, give or take a minute
	 * @param expiresAt when it ends unless it is renewed
	 * @param userAgent what the client called itself at the login
	 * @param address of the client at the login
	 * @param current whether the request itself belongs to it
	 */
	@Schema(requiredProperties = { "id", "created_at", "last_used_at", "expires_at", "user_agent", "address",
			"current" })
	record SessionView(
			@Schema(example = "0b9e5a3c-8f1d-4b6e-9c57-2f60d1c3a8e4",
					description = "Names the session in its address") UUID id,
			@Schema(example = "2026-01-01T08:00:00Z",
					description = "Time of the login") @JsonProperty("created_at") Instant createdAt,
			@Schema(example = "2026-01-01T09:30:00Z",
					description = "Time of the last refresh, give or take a minute") @JsonProperty("last_used_at") Instant lastUsedAt,
			@Schema(example = "2026-01-01T11:00:00Z",
					description = "When the session ends unless it is renewed") @JsonProperty("expires_at") Instant expiresAt,
			@Schema(types = {
					"string", "null" }, example = "Mozilla/5.0",
					description = "What the client called itself at the login") @JsonProperty("user_agent") @Nullable String userAgent,
			@Schema(types = { "string", "null" }, example = "192.0.2.7",
					description = "The client's address at the login") @Nullable String address,
			@Schema(example = "true",
					description = "Whether the request itself belongs to the session") boolean current){

		static SessionView of(SessionState session, boolean current) {
			return new SessionView(session.id(), session.createdAt(), session.lastUsedAt(), session.expiresAt(),
					session.userAgent(), session.address(), current);
		}

	}

	/**
	 * Body of {@code POST /logout/}.
	 */
	record Logout(@Schema(example = "eyJ...",
			description = "The refresh token of a login") @JsonProperty("refresh_token") @NotNull String refreshToken) {

		@Override
		public String toString() {
			return "Logout[]";
		}

	}

}
