package dev.authserver.user;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;

import dev.authserver.credential.NewPassword;
import dev.authserver.email.EmailAddress;
import dev.authserver.email.Emails;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
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
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.UriUtils;

/**
 * Reads and writes users.
 */
@RestController
@Tag(name = "User")
class UserController {

	private static final int DEFAULT_LIMIT = 100;

	private final UserService users;

	UserController(UserService users) {
		this.users = users;
	}

	@GetMapping("/users")
	@Operation(summary = "All users in the order of their ids, or a page of them")
	@ApiResponse(responseCode = "200", description = "OK", content = @Content(mediaType = "application/json",
			array = @ArraySchema(schema = @Schema(implementation = UserView.class))))
	ResponseEntity<Iterable<UserView>> listUsers(
			@RequestParam(required = false) @Min(1) @Max(1000) @Nullable Integer limit,
			@RequestParam(required = false) @Min(0) @Nullable Long after,
			@Parameter(description = "Beginning of the e-mails; for admins") @RequestParam(required = false) @Size(
					max = Emails.MAX_LENGTH) @Nullable String q) {
		if (limit == null && after == null && q == null) {
			return ResponseEntity.ok(this.users.all());
		}
		int size = (limit != null) ? limit : DEFAULT_LIMIT;
		List<UserView> oneMore = this.users.page(q, (after != null) ? after : 0, size + 1);
		if (oneMore.size() <= size) {
			return ResponseEntity.ok(oneMore);
		}
		List<UserView> page = oneMore.subList(0, size);
		String query = (q != null) ? "&q=" + UriUtils.encode(q, StandardCharsets.UTF_8) : "";
		String next = "</users/?limit=%d&after=%d%s>; rel=\"next\"".formatted(size, page.get(size - 1).id(), query);
		return ResponseEntity.ok().header(HttpHeaders.LINK, next).body(page);
	}

	@GetMapping("/user")
	@Operation(summary = "One user")
	UserView getUser(@RequestParam @EmailAddress String email) {
		return this.users.get(email);
	}

	@PostMapping("/user")
	@ResponseStatus(HttpStatus.CREATED)
	@Operation(summary = "Create a user")
	ResponseEntity<UserView> createUser(@Valid @RequestBody NewUser user) {
		UserView created = this.users.create(user.email(), user.password());
		String query = UriUtils.encode(created.email(), StandardCharsets.UTF_8);
		return ResponseEntity.created(URI.create("/user/?email=" + query)).body(created);
	}

	@PutMapping("/user")
	@Operation(summary = "Change a user's password, e-mail or rights")
	UserView updateUser(@RequestParam @EmailAddress String email,
			@Parameter(deprecated = true) @RequestParam(required = false) @NewPassword @Nullable String password,
			@Parameter(deprecated = true) @RequestParam(name = "new_email",
					required = false) @EmailAddress @Nullable String newEmail,
			@Valid @RequestBody(required = false) @Nullable UserChange body) {
		return this.users.update(email, UserChange.merge(body, password, newEmail));
	}

	@DeleteMapping("/user")
	@Operation(summary = "Delete a user")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void deleteUser(@RequestParam @EmailAddress String email) {
		this.users.delete(email);
	}

	/**
	 * Who is to be made.
	 */
	record NewUser(@Schema(example = "ada@example.com") @NotNull @EmailAddress String email,
			@Schema(example = "correct horse battery") @NotNull @NewPassword String password) {

		@Override
		public String toString() {
			return "NewUser[email=" + this.email + "]";
		}

	}

}
