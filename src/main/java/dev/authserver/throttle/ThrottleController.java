package dev.authserver.throttle;

import dev.authserver.audit.SecurityEvent;
import dev.authserver.audit.SecurityLog;
import dev.authserver.email.EmailAddress;
import dev.authserver.openapi.Fails;
import dev.authserver.openapi.OpenTo;
import dev.authserver.problem.ProblemException;
import dev.authserver.user.Account;
import dev.authserver.user.UserDirectory;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import static dev.authserver.openapi.Callers.ADMINS;
import static dev.authserver.problem.ProblemKind.INVALID_INPUT;
import static dev.authserver.problem.ProblemKind.USER_NOT_FOUND;

/**
 * Lets admins forgive wrong passwords, for users who have used up their tries.
 */
@RestController
@Tag(name = "User")
class ThrottleController {

	private final LoginThrottle throttle;

	private final UserDirectory users;

	private final SecurityLog events;

	ThrottleController(LoginThrottle throttle, UserDirectory users, SecurityLog events) {
		this.throttle = throttle;
		this.users = users;
		this.events = events;
	}

	@DeleteMapping("/user/throttle")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	@Operation(summary = "Let a user try passwords again", description = """
			Gives the account all its tries back, within a second on all servers. What an address has for all \
			accounts together stays used up.""")
	@OpenTo(ADMINS)
	@ApiResponse(responseCode = "204", description = "The account has all its tries")
	@Fails(value = USER_NOT_FOUND, detail = "No such user")
	@Fails(value = INVALID_INPUT, detail = "email: must be an e-mail address of at most 254 characters")
	void liftThrottle(@Parameter(description = "The user's e-mail") @RequestParam @EmailAddress String email) {
		Account account = this.users.account(email).orElseThrow(() -> new ProblemException(USER_NOT_FOUND));
		this.throttle.lift(account.email());
		this.events.record(SecurityEvent.AUTHN_LOGIN_UNLOCK, account.id());
	}

}
