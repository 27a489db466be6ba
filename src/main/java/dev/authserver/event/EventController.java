package dev.authserver.event;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;

import dev.authserver.audit.SecurityEvent;
import dev.authserver.email.Emails;
import dev.authserver.openapi.Fails;
import dev.authserver.openapi.OpenTo;
import dev.authserver.page.Page;
import dev.authserver.problem.ProblemException;
import dev.authserver.problem.ProblemKind;
import dev.authserver.user.UserDirectory;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.UriUtils;

import static dev.authserver.openapi.Callers.ADMINS;
import static dev.authserver.problem.ProblemKind.INVALID_INPUT;
import static dev.authserver.problem.ProblemKind.USER_NOT_FOUND;

/**
 * Shows admins what has happened.
 */
@RestController
@Tag(name = "Event")
class EventController {

	private final Events events;

	private final UserDirectory users;

	EventController(Events events, UserDirectory users) {
		this.events = events;
		this.users = users;
	}

	@GetMapping("/events")
	@Operation(summary = "List security events", description = """
			The newest comes first. Answers a page of the events that all filters let through: logins, failures, \
			refusals, ends of sessions, and changes of users. Events are kept for EVENTS_RETENTION.""")
	@OpenTo(ADMINS)
	@ApiResponse(responseCode = "200", description = "The events", headers = @Header(name = HttpHeaders.LINK,
			description = "The address of the next page, where there is one",
			schema = @Schema(type = "string",
					example = "</events/?limit=100&before=019b7e2c-5a00-7000-8f1d-4b6e9c572f60>; rel=\"next\"")),
			content = @Content(mediaType = "application/json",
					array = @ArraySchema(schema = @Schema(implementation = EventView.class))))
	@Fails(value = USER_NOT_FOUND, detail = "User <ada@example.com> not found")
	@Fails(value = INVALID_INPUT, detail = "limit: must be less than or equal to 1000")
	ResponseEntity<Iterable<EventView>> listEvents(
			@Parameter(description = "Greatest number of events in the answer, 100 by default") @RequestParam(
					required = false) @Min(1) @Max(Page.MAX_SIZE) @Nullable Integer limit,
			@Parameter(description = "Answers older events only; the last id of the page before") @RequestParam(
					required = false) @Nullable UUID before,
			@Parameter(description = "Answers events about this user: an id, or today's e-mail") @RequestParam(
					required = false) @Nullable String user,
			@Parameter(description = "Answers events of this kind, such as authn_login_fail") @RequestParam(
					required = false) @Nullable String kind,
			@Parameter(description = "Answers events from this time on, such as 2026-01-01T08:00:00Z") @RequestParam(
					required = false) @Nullable Instant since,
			@Parameter(description = "Answers events before this time") @RequestParam(
					required = false) @Nullable Instant until) {
		EventFilter filter = new EventFilter((user != null) ? userId(user) : null, (kind != null) ? kind(kind) : null,
				since, until);
		String filters = parameter("user", user) + parameter("kind", kind) + parameter("since", since)
				+ parameter("until", until);
		return Page.read(limit, (size) -> this.events.page(filter, before, size))
			.answer("/events/", (last) -> "before=" + last.id() + filters);
	}

	/**
	 * The events of a deleted user are found by its id, which is never given again.
	 */
	private long userId(String user) {
		if (user.matches("\\d{1,18}")) {
			return Long.parseLong(user);
		}
		if (!Emails.isValid(user)) {
			throw ProblemException.invalid("user", "must be an id or an e-mail address");
		}
		return this.users.account(user)
			.orElseThrow(() -> new ProblemException(ProblemKind.USER_NOT_FOUND,
					"User <" + Emails.canonical(user) + "> not found"))
			.id();
	}

	private static SecurityEvent kind(String name) {
		return SecurityEvent.of(name)
			.orElseThrow(() -> ProblemException.invalid("kind", "must be one of " + SecurityEvent.names()));
	}

	private static String parameter(String name, @Nullable Object value) {
		return (value != null) ? "&" + name + "=" + UriUtils.encode(value.toString(), StandardCharsets.UTF_8) : "";
	}

}
