package dev.authserver.token;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Pattern;

import dev.authserver.settings.InvalidSettingException;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The secrets that sign the tokens, and how long these live.
 *
 * @param accessSecret signs access tokens, by its UTF-8 bytes
 * @param refreshSecret signs refresh tokens, by its UTF-8 bytes
 * @param accessExpiry lifetime of an access token in whole minutes
 * @param refreshExpiry lifetime of a refresh token in whole minutes
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7518#section-3.2">RFC 7518, 3.2</a>
 */
@ConfigurationProperties("auth.token")
record TokenProperties(String accessSecret, String refreshSecret, int accessExpiry, int refreshExpiry) {

	private static final int MIN_BYTES = 32;

	static final int MAX_MINUTES = 366 * 24 * 60;

	/**
	 * What stands for a secret in examples, and what once was one in scripts that
	 * everybody can read.
	 */
	private static final Pattern PLACEHOLDER = Pattern
		.compile("change[-_ ]?(me|this|it)|replace[-_ ]?(me|this)|your[-_ ].*secret|placeholder|<.*>|\\.\\.\\.|…"
				+ "|for-the-(training|benchmark)-only");

	TokenProperties {
		check("ACCESS_TOKEN_SECRET", accessSecret);
		check("REFRESH_TOKEN_SECRET", refreshSecret);
		if (accessSecret.equals(refreshSecret)) {
			throw refuse("ACCESS_TOKEN_SECRET and REFRESH_TOKEN_SECRET are equal.", "REFRESH_TOKEN_SECRET");
		}
		check("ACCESS_TOKEN_EXPIRY", accessExpiry);
		check("REFRESH_TOKEN_EXPIRY", refreshExpiry);
	}

	Duration accessLifetime() {
		return Duration.ofMinutes(this.accessExpiry);
	}

	Duration refreshLifetime() {
		return Duration.ofMinutes(this.refreshExpiry);
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

	private static void check(String variable, int minutes) {
		if (minutes < 1 || minutes > MAX_MINUTES) {
			throw new InvalidSettingException(
					variable + " must be a whole number of minutes from 1 to " + MAX_MINUTES + ".",
					"Set " + variable + " to such a number, or leave it unset for the default.");
		}
	}

	@Override
	public String toString() {
		return "TokenProperties[accessExpiry=" + this.accessExpiry + ", refreshExpiry=" + this.refreshExpiry + "]";
	}

}
