package dev.authserver.user;

import java.net.URI;
import java.nio.charset.StandardCharsets;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.authserver.credential.NewPassword;
import dev.authserver.email.EmailAddress;
import dev.authserver.email.Emails;
import dev.authserver.openapi.Fails;
import dev.authserver.openapi.OpenTo;
import dev.authserver.page.Page;
import dev.authserver.problem.ProblemException;
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
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.UriUtils;

import static dev.authserver.openapi.Callers.ADMINS;
import static dev.authserver.openapi.Callers.READERS;
import static dev.authserver.problem.ProblemKind.EMAIL_TAKEN;
import static dev.authserver.problem.ProblemKind.ENDED_SESSION;
import static dev.authserver.problem.ProblemKind.EXPIRED_TOKEN;
import static dev.authserver.problem.ProblemKind.INVALID_INPUT;
import static dev.authserver.problem.ProblemKind.INVALID_TOKEN;
import static dev.authserver.problem.ProblemKind.LAST_ADMIN;
import static dev.authserver.problem.ProblemKind.NOT_ADMIN;
import static dev.authserver.problem.ProblemKind.NOT_AUTHENTICATED;
import static dev.authserver.problem.ProblemKind.USER_NOT_FOUND;

/**
 * Reads and writes users.
 */
@RestController
@Tag(name = "User")
class UserController {

	private final UserService users;

	UserController(UserService users) {
		this.users = users;
	}

	@GetMapping("/users")
	@Operation(summary = "List users", description = """
			Answers all users in the order of their ids, or with any parameter a page of them. Who asks as an admin \
			is also told whether each is an admin and may log in, the times of its creation and of its last login, \
			and how many of its sessions go on.""")
	@OpenTo(READERS)
	@ApiResponse(responseCode = "200", description = "The users",
			headers = @Header(name = HttpHeaders.LINK, description = "The address of the next page, where there is one",
					schema = @Schema(type = "string", example = "</users/?limit=100&after=100>; rel=\"next\"")),
			content = @Content(mediaType = "application/json",
					array = @ArraySchema(schema = @Schema(implementation = UserView.class))))
	@Fails({ NOT_AUTHENTICATED, INVALID_TOKEN, EXPIRED_TOKEN, ENDED_SESSION, NOT_ADMIN })
	@Fails(value = INVALID_INPUT, detail = "limit: must be less than or equal to 1000")
	ResponseEntity<Iterable<UserView>> listUsers(@Parameter(
			description = "Greatest number of users in the answer; 100 if only another parameter is given") @RequestParam(
					required = false) @Min(1) @Max(Page.MAX_SIZE) @Nullable Integer limit,
			@Parameter(
					description = "Answers users with greater ids only; the last id of the page before") @RequestParam(
							required = false) @Min(0) @Nullable Long after,
			@Parameter(description = "Answers users whose e-mails begin so. Only admins may search") @RequestParam(
					required = false) @Size(max = Emails.MAX_LENGTH) @Nullable String q) {
		boolean full = isAskedByAdmin();
		if (limit == null && after == null && q == null) {
			return ResponseEntity.ok(this.users.all(full));
		}
		String query = (q != null) ? "&q=" + UriUtils.encode(q, StandardCharsets.UTF_8) : "";
		return Page.read(limit, (size) -> this.users.page(q, (after != null) ? after : 0, size, full))
			.answer("/users/", (last) -> "after=" + last.id() + query);
	}

	@GetMapping("/user")
	@Operation(summary = "Get a user", description = """
			Takes either the e-mail or the id. Who asks as an admin is also told whether the user is an admin and may \
			log in, the times of its creation and of its last login, and how many of its sessions go on.""")
	@OpenTo(READERS)
	@ApiResponse(responseCode = "200", description = "The user")
	@Fails(value = USER_NOT_FOUND, detail = "User <ada@example.com> not found")
	@Fails(value = INVALID_INPUT, detail = "email: must be an e-mail address of at most 254 characters")
	UserView getUser(
			@Parameter(required = true, description = "The user's e-mail, unless there is an id") @RequestParam(
					required = false) @EmailAddress @Nullable String email,
			@Parameter(description = "The user's id, in place of the e-mail") @RequestParam(
					required = false) @Min(0) @Nullable Long id) {
		if (email != null && id == null) {
			return this.users.get(email, isAskedByAdmin());
		}
		if (email == null && id != null) {
			return this.users.get(id, isAskedByAdmin());
		}
		throw (email == null) ? ProblemException.invalid("email", "is required, or id")
				: ProblemException.invalid("id", "must not be given together with email");
	}

	/**
	 * Any other caller is answered as everybody is, whatever token it sends.
	 */
	private static boolean isAskedByAdmin() {
		Authentication caller = SecurityContextHolder.getContext().getAuthentication();
		return caller != null
				&& caller.getAuthorities().stream().anyMatch((right) -> "ROLE_ADMIN".equals(right.getAuthority()));
	}

	@PostMapping("/user")
	@ResponseStatus(HttpStatus.CREATED)
	@Operation(summary = "Create a user", description = "The new user may log in at once, and is no admin.")
	@OpenTo(ADMINS)
	@ApiResponse(responseCode = "201", description = "The new user",
			headers = @Header(name = HttpHeaders.LOCATION, description = "The user's address",
					schema = @Schema(type = "string", example = "/user/?email=ada%40example.com")))
	@Fails(value = EMAIL_TAKEN, detail = "User <ada@example.com> already exists!")
	@Fails(value = INVALID_INPUT, detail = "password: must have at least 8 characters")
	ResponseEntity<UserView> createUser(@Valid @RequestBody NewUser user) {
		UserView created = this.users.create(user.email(), user.password());
		String query = UriUtils.encode(created.email(), StandardCharsets.UTF_8);
		return ResponseEntity.created(URI.create("/user/?email=" + query)).body(created);
	}

	@PutMapping("/user")
	@Operation(summary = "Change a user's password, e-mail or rights", description = """
			Members that are left out stay as they are. A new password or e-mail, or is_active false, ends the \
			user's sessions.""")
	@OpenTo(ADMINS)
	@ApiResponse(responseCode = "200", description = "The user after the change")
	@Fails(value = USER_NOT_FOUND, detail = "User <ada@example.com> not found")
	@Fails(value = EMAIL_TAKEN, detail = "<ada@example.org> already exists")
	@Fails(LAST_ADMIN)
	@Fails(value = INVALID_INPUT, detail = "new_email: must be an e-mail address of at most 254 characters")
	UserView updateUser(@Parameter(description = "The user's e-mail") @RequestParam @EmailAddress String email,
			@Parameter(deprecated = true,
					description = "Use the member of the body: queries end up in logs") @RequestParam(
							required = false) @NewPassword @Nullable String password,
			@Parameter(deprecated = true,
					description = "Use the member of the body: queries end up in logs") @RequestParam(
							name = "new_email", required = false) @EmailAddress @Nullable String newEmail,
			@Valid @RequestBody(required = false) @Nullable UserChange body) {
		return this.users.update(email, UserChange.merge(body, password, newEmail));
	}

	@DeleteMapping("/user")
	@Operation(summary = "Delete a user", description = "Ends the user's sessions too. The id is never given again.")
	@OpenTo(ADMINS)
	@ApiResponse(responseCode = "204", description = "The user is deleted")
	@Fails(value = USER_NOT_FOUND, detail = "User <ada@example.com> not found")
	@Fails(LAST_ADMIN)
	@Fails(value = INVALID_INPUT, detail = "email: must be an e-mail address of at most 254 characters")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void deleteUser(@Parameter(description = "The user's e-mail") @RequestParam @EmailAddress String email) {
		this.users.delete(email);
	}

	/**
	 * Body of {@code POST /user/}.
	 */
	@JsonIgnoreProperties(ignoreUnknown = true)
	record NewUser(
			@Schema(example = "ada@example.com",
					description = "Stored in lower case; unique") @NotNull @EmailAddress String email,
			@Schema(example = "correct horse battery",
					description = "At least 8 characters, and none of the most common passwords") @NotNull @NewPassword String password) {

		@Override
		public String toString() {
			return "NewUser[email=" + this.email + "]";
		}

	}

}
