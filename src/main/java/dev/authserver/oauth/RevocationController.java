package dev.authserver.oauth;

import java.io.IOException;

import dev.authserver.login.OAuthError;
import dev.authserver.openapi.OpenTo;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

import static dev.authserver.openapi.Callers.EVERYBODY;

/**
 * Logs out as OAuth 2 has it.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7009">RFC 7009</a>
 */
@RestController
@Tag(name = "Token")
class RevocationController {

	private final TokenStates tokens;

	RevocationController(TokenStates tokens) {
		this.tokens = tokens;
	}

	@PostMapping("/revoke")
	@OpenTo(EVERYBODY)
	@Operation(summary = "End the session of a token", description = """
			Revocation as OAuth 2 has it (RFC 7009). A token that is unknown, or whose session has ended already, is \
			answered alike.""",
			requestBody = @RequestBody(required = true,
					content = @Content(mediaType = MediaType.APPLICATION_FORM_URLENCODED_VALUE,
							schema = @Schema(implementation = TokenForm.class))))
	@ApiResponse(responseCode = "200", description = "No such session is left")
	@ApiResponse(responseCode = "400", description = "The form is not complete (RFC 6749, 5.2)",
			content = @Content(mediaType = MediaType.APPLICATION_JSON_VALUE,
					schema = @Schema(implementation = OAuthError.class)))
	void revoke(HttpServletRequest request) throws IOException {
		this.tokens.revoke(OAuthForm.read(request).required("token"));
	}

}
