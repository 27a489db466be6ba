package dev.authserver.oauth;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

import dev.authserver.audit.SecurityEvent;
import dev.authserver.audit.SecurityLog;
import dev.authserver.problem.ProblemException;
import dev.authserver.problem.ProblemKind;
import dev.authserver.throttle.LoginAttempt;
import dev.authserver.throttle.LoginThrottle;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;

/**
 * Knows the resource servers that may ask about tokens. A right secret is taken at once,
 * and a wrong one uses up tries, as a wrong password does.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6749#section-2.3.1">RFC 6749, 2.3.1</a>
 */
@Component
class IntrospectionClients {

	private static final String SCHEME = "Basic ";

	private final Map<String, String> secrets;

	private final LoginThrottle throttle;

	private final SecurityLog events;

	IntrospectionClients(IntrospectionProperties properties, LoginThrottle throttle, SecurityLog events) {
		this.secrets = properties.secrets();
		this.throttle = throttle;
		this.events = events;
	}

	/**
	 * Whether there are any.
	 */
	boolean exist() {
		return !this.secrets.isEmpty();
	}

	/**
	 * Lets a request pass that comes from one of them.
	 * @throws ProblemException if there are none, or if too many secrets were wrong
	 * @throws OAuthException if the request comes from somebody else
	 */
	void require(HttpServletRequest request) {
		if (!exist()) {
			throw new ProblemException(ProblemKind.NOT_FOUND);
		}
		Optional<Credentials> sent = credentials(request.getHeader(HttpHeaders.AUTHORIZATION));
		if (sent.filter((found) -> isRight(found) || isRight(found.formDecoded())).isEmpty()) {
			sent.ifPresent((wrong) -> useUpTries(wrong.name(), request.getRemoteAddr()));
			throw OAuthException.invalidClient();
		}
	}

	private boolean isRight(Credentials sent) {
		String secret = this.secrets.get(sent.name());
		return secret != null && MessageDigest.isEqual(bytes(secret), bytes(sent.secret()));
	}

	/**
	 * The name of the account has a blank, so that it is nobody's e-mail.
	 */
	private void useUpTries(String name, String address) {
		try (LoginAttempt attempt = this.throttle.check("introspection " + name, address)) {
			attempt.failed(null);
			this.events.recordSeldom(SecurityEvent.AUTHN_LOGIN_FAIL);
		}
	}

	private static Optional<Credentials> credentials(@Nullable String header) {
		if (header == null || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
			return Optional.empty();
		}
		try {
			byte[] decoded = Base64.getDecoder().decode(header.substring(SCHEME.length()).strip());
			String[] parts = new String(decoded, StandardCharsets.UTF_8).split(":", 2);
			return (parts.length == 2) ? Optional.of(new Credentials(parts[0], parts[1])) : Optional.empty();
		}
		catch (IllegalArgumentException ex) {
			return Optional.empty();
		}
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

	/**
	 * What a client calls itself and proves it by.
	 */
	private record Credentials(String name, String secret) {

		/**
		 * The same, where the client has encoded both as a form, as OAuth 2 asks for.
		 */
		Credentials formDecoded() {
			try {
				return new Credentials(URLDecoder.decode(this.name, StandardCharsets.UTF_8),
						URLDecoder.decode(this.secret, StandardCharsets.UTF_8));
			}
			catch (IllegalArgumentException ex) {
				return this;
			}
		}

		@Override
		public String toString() {
			return "Credentials[]";
		}

	}

}
