package dev.authserver.session;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.authserver.email.EmailAddress;
import dev.authserver.openapi.Fails;
import dev.authserver.openapi.OpenTo;
import dev.authserver.page.Page;
import dev.authserver.problem.ProblemException;
import dev.authserver.problem.ProblemKind;
import dev.authserver.session.SessionState.SessionView;
import dev.authserver.user.Account;
import dev.authserver.user.UserDirectory;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.UriUtils;

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
	@Operation(summary = "List one's own sessions",
			description = "The oldest comes first. Answers all, or with any parameter a page of them.")
	@OpenTo(USERS)
	@ApiResponse(responseCode = "200", description = "The sessions", headers = @Header(name = HttpHeaders.LINK,
			description = "The address of the next page, where there is one",
			schema = @Schema(type = "string",
					example = "</me/sessions/?limit=1&after=0b9e5a3c-8f1d-4b6e-9c57-2f60d1c3a8e4>; rel=\"next\"")),
			content = @Content(mediaType = "application/json",
					array = @ArraySchema(schema = @Schema(implementation = SessionView.class))))
	@Fails(value = INVALID_INPUT, detail = "limit: must be less than or equal to 1000")
	ResponseEntity<Iterable<SessionView>> listOwnSessions(@AuthenticationPrincipal LoggedIn me, @Parameter(
			description = "Greatest number of sessions in the answer; 100 if only another parameter is given") @RequestParam(
					required = false) @Min(1) @Max(Page.MAX_SIZE) @Nullable Integer limit,
			@Parameter(
					description = "Answers the sessions that follow this one; the last id of the page before") @RequestParam(
							required = false) @Nullable UUID after) {
		return list(me.account(), me, limit, after, "/me/sessions/", "");
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
	@Operation(summary = "List a user's sessions",
			description = "The oldest comes first. Answers all, or with limit or after a page of them.")
	@OpenTo(ADMINS)
	@ApiResponse(responseCode = "200", description = "The sessions", headers = @Header(name = HttpHeaders.LINK,
			description = "The address of the next page, where there is one",
			schema = @Schema(type = "string",
					example = "</user/sessions/?limit=1&after=0b9e5a3c-8f1d-4b6e-9c57-2f60d1c3a8e4&email=ada%40example.com>; rel=\"next\"")),
			content = @Content(mediaType = "application/json",
					array = @ArraySchema(schema = @Schema(implementation = SessionView.class))))
	@Fails(SESSION_NOT_FOUND)
	@Fails(value = INVALID_INPUT, detail = "email: must be an e-mail address of at most 254 characters")
	ResponseEntity<Iterable<SessionView>> listUserSessions(@AuthenticationPrincipal LoggedIn me,
			@Parameter(description = "The user's e-mail") @RequestParam @EmailAddress String email,
			@Parameter(
					description = "Greatest number of sessions in the answer; 100 if only another parameter is given") @RequestParam(
							required = false) @Min(1) @Max(Page.MAX_SIZE) @Nullable Integer limit,
			@Parameter(
					description = "Answers the sessions that follow this one; the last id of the page before") @RequestParam(
							required = false) @Nullable UUID after) {
		return list(account(email), me, limit, after, "/user/sessions/",
				"&email=" + UriUtils.encode(email, StandardCharsets.UTF_8));
	}

	@DeleteMapping("/user/sessions/{id}")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	@Operation(summary = "End one session of a user", description = "The session's id tells whose it is.")
	@OpenTo(ADMINS)
	@ApiResponse(responseCode = "204", description = "The session has ended")
	@Fails(SESSION_NOT_FOUND)
	@Fails(value = INVALID_INPUT, detail = "id: is not valid")
	void deleteUserSession(@Parameter(description = "The session's id, as the list has it",
			example = "0b9e5a3c-8f1d-4b6e-9c57-2f60d1c3a8e4") @PathVariable UUID id) {
		this.sessions.close(id);
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

	private ResponseEntity<Iterable<SessionView>> list(Account account, LoggedIn me, @Nullable Integer limit,
			@Nullable UUID after, String path, String rest) {
		if (limit == null && after == null) {
			return ResponseEntity.ok(views(this.sessions.list(account), me));
		}
		return Page.read(limit, (size) -> views(this.sessions.page(account, after, size), me))
			.answer(path, (last) -> "after=" + last.id() + rest);
	}

	private static List<SessionView> views(List<SessionState> sessions, LoggedIn me) {
		return sessions.stream().map((session) -> session.view(session.id().equals(me.session()))).toList();
	}

	private Account account(String email) {
		return this.users.account(email).orElseThrow(() -> new ProblemException(ProblemKind.SESSION_NOT_FOUND));
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
