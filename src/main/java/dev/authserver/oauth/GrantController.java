package dev.authserver.oauth;

import java.io.IOException;

import dev.authserver.credential.PasswordText;
import dev.authserver.login.LoginService;
import dev.authserver.login.TokenResponse;
import dev.authserver.problem.ProblemException;
import dev.authserver.session.Client;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Hands out tokens for the forms of OAuth 2. The documentation has them beside the JSON
 * of the same route.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6749#section-4.3">RFC 6749, 4.3</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6749#section-6">RFC 6749, 6</a>
 */
@Hidden
@RestController
class GrantController {

	private final LoginService logins;

	GrantController(LoginService logins) {
		this.logins = logins;
	}

	@PostMapping(path = "/token", consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
	TokenResponse grant(HttpServletRequest request) throws IOException {
		OAuthForm form = OAuthForm.read(request);
		String type = form.required("grant_type");
		try {
			return switch (type) {
				case "password" -> login(form, Client.of(request));
				case "refresh_token" -> this.logins.refresh(form.required("refresh_token"));
				default -> throw OAuthException.unsupportedGrantType();
			};
		}
		catch (ProblemException ex) {
			throw OAuthException.of(ex);
		}
	}

	private TokenResponse login(OAuthForm form, Client client) {
		String username = form.required("username");
		String password = form.required("password");
		if (!PasswordText.Validator.isText(password)) {
			throw OAuthException.invalidRequest("The password must not contain NUL or unpaired surrogates");
		}
		return this.logins.login(username, password, client);
	}

}
