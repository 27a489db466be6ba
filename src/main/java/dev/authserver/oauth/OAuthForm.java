package dev.authserver.oauth;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.authserver.login.FormBody;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.util.MultiValueMap;
import org.springframework.web.HttpMediaTypeNotSupportedException;

/**
 * The parameters of a request of OAuth 2. One without a value counts as left out, and
 * none may stand twice.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6749#section-3.2">RFC 6749, 3.2</a>
 */
final class OAuthForm {

	private static final List<MediaType> FORMS = List.of(MediaType.APPLICATION_FORM_URLENCODED);

	private final Map<String, String> parameters;

	private OAuthForm(Map<String, String> parameters) {
		this.parameters = parameters;
	}

	/**
	 * Reads the body of a request.
	 * @throws OAuthException if it is no form, or a parameter stands twice
	 */
	static OAuthForm read(HttpServletRequest request) throws IOException {
		try {
			MultiValueMap<String, String> fields = FormBody.read(request, FORMS);
			for (Map.Entry<String, List<String>> field : fields.entrySet()) {
				if (field.getValue().size() != 1) {
					throw OAuthException.invalidRequest("A parameter stands twice");
				}
			}
			return new OAuthForm(fields.toSingleValueMap());
		}
		catch (HttpMessageNotReadableException | HttpMediaTypeNotSupportedException ex) {
			throw OAuthException.invalidRequest("The body is no well-formed " + FORMS.get(0));
		}
	}

	/**
	 * The value of a parameter.
	 * @throws OAuthException if it is left out
	 */
	String required(String name) {
		return Optional.ofNullable(this.parameters.get(name))
			.filter((value) -> !value.isEmpty())
			.orElseThrow(() -> OAuthException.invalidRequest("The parameter " + name + " is required"));
	}

}
