package dev.authserver.session;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.authserver.email.EmailAddress;
import dev.authserver.user.Account;
import dev.authserver.user.UserDirectory;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
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
	@ResponseStatus(HttpStatus.NO_CONTENT)
	@Operation(summary = "End the session of a refresh token")
	void logout(@Valid @RequestBody Logout logout) {
		this.renewals.logout(logout.refreshToken());
	}

	@GetMapping("/me/sessions")
	@Operation(summary = "One's own sessions, the oldest first")
	List<SessionView> listOwnSessions(@Parameter(hidden = true) @AuthenticationPrincipal LoggedIn me) {
		return views(me.account(), me);
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
		return views(account(email), me);
	}

	@DeleteMapping("/user/sessions")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	@Operation(summary = "End all of a user's sessions")
	void deleteUserSessions(@RequestParam @EmailAddress String email) {
		this.sessions.closeAll(account(email), null);
	}

	private List<SessionView> views(Account account, LoggedIn me) {
		return this.sessions.list(account)
			.stream()
			.map((session) -> SessionView.of(session, session.id().equals(me.session())))
			.toList();
	}

	private Account account(String email) {
		return this.users.account(email).orElseThrow(SessionNotFoundException::new);
	}

	/**
	 * The only picture of a session that leaves the server.
	 *
	 * @param id of the session, which names it in its address
	 * @param createdAt time of the login
	 * @param lastUsedAt time of the last refresh, give or take a minute
	 * @param expiresAt when it ends unless it is renewed
	 * @param userAgent what the client called itself at the login
	 * @param address of the client at the login
	 * @param current whether the request itself belongs to it
	 */
	record SessionView(UUID id, @JsonProperty("created_at") Instant createdAt,
			@JsonProperty("last_used_at") Instant lastUsedAt, @JsonProperty("expires_at") Instant expiresAt,
			@JsonProperty("user_agent") @Nullable String userAgent, @Nullable String address, boolean current) {

		private static SessionView of(SessionState session, boolean current) {
			return new SessionView(session.id(), session.createdAt(), session.lastUsedAt(), session.expiresAt(),
					session.userAgent(), session.address(), current);
		}

	}

	/**
	 * Body of {@code POST /logout/}.
	 */
	record Logout(@Schema(example = "eyJ...") @JsonProperty("refresh_token") @NotNull String refreshToken) {

		@Override
		public String toString() {
			return "Logout[]";
		}

	}

}
