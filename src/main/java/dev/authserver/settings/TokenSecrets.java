package dev.authserver.settings;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Locale;
import java.util.regex.Pattern;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The two secrets that sign the tokens, each by its UTF-8 bytes. The profile {@code dev}
 * draws those that are not set.
 *
 * @param access signs access tokens; client apps know it
 * @param refresh signs refresh tokens; only this server knows it
 * @param drawMissing whether a secret that is not set is drawn at random
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7518#section-3.2">RFC 7518, 3.2</a>
 */
@ConfigurationProperties("auth.secrets")
public record TokenSecrets(String access, String refresh, boolean drawMissing) implements Settings {

	private static final Logger log = LoggerFactory.getLogger(TokenSecrets.class);

	private static final String ACCESS = "ACCESS_TOKEN_SECRET";

	private static final String REFRESH = "REFRESH_TOKEN_SECRET";

	private static final int MIN_BYTES = 32;

	/**
	 * What stands for a secret in examples, and what once was one in scripts that
	 * everybody can read.
	 */
	private static final Pattern PLACEHOLDER = Pattern
		.compile("change[-_ ]?(me|this|it)|replace[-_ ]?(me|this)|your[-_ ].*secret|placeholder|<.*>|\\.\\.\\.|…"
				+ "|for-the-(training|benchmark)-only");

	public TokenSecrets {
		if (drawMissing && (access.isBlank() || refresh.isBlank())) {
			log.warn("Drew {} for this run only: tokens end with it. Set them to keep tokens good.",
					missing(access, refresh));
			access = access.isBlank() ? draw() : access;
			refresh = refresh.isBlank() ? draw() : refresh;
		}
		check(ACCESS, access);
		check(REFRESH, refresh);
		if (access.equals(refresh)) {
			throw refuse(ACCESS + " and " + REFRESH + " are equal.", REFRESH);
		}
	}

	private static String missing(String access, String refresh) {
		if (access.isBlank()) {
			return refresh.isBlank() ? ACCESS + " and " + REFRESH : ACCESS;
		}
		return REFRESH;
	}

	private static String draw() {
		byte[] secret = new byte[MIN_BYTES];
		new SecureRandom().nextBytes(secret);
		return Base64.getEncoder().encodeToString(secret);
	}

	private static void check(String variable, String secret) {
		if (secret.isBlank()) {
			throw refuse(variable + " is not set.", variable);
		}
		if (secret.getBytes(StandardCharsets.UTF_8).length < MIN_BYTES) {
			throw refuse(variable + " is shorter than " + MIN_BYTES + " bytes.", variable);
		}
		if (PLACEHOLDER.matcher(secret.toLowerCase(Locale.ROOT)).find()) {
			throw refuse(variable + " is a placeholder.", variable);
		}
	}

	private static InvalidSettingException refuse(String message, String variable) {
		return new InvalidSettingException(message, "Make a secret with `openssl rand -base64 48` and set " + variable
				+ " (or name a file that holds it with " + variable + "_FILE).");
	}

	@Override
	public String toString() {
		return "TokenSecrets[]";
	}

}
