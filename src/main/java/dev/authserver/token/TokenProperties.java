package dev.authserver.token;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Optional;

import dev.authserver.settings.InvalidSettingException;
import dev.authserver.settings.Settings;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.Name;

/**
 * How long tokens live, and what they say of where they come from and whom they are for.
 *
 * @param accessExpiry lifetime of an access token in whole minutes
 * @param refreshExpiry lifetime of a refresh token in whole minutes
 * @param issuerUri the claim {@code iss} of access tokens, or empty for none
 * @param audienceName the claim {@code aud} of access tokens, or empty for none
 */
@ConfigurationProperties("auth.token")
record TokenProperties(int accessExpiry, int refreshExpiry, @Name("issuer") String issuerUri,
		@Name("audience") String audienceName) implements Settings {

	static final Duration MAX_LIFETIME = Duration.ofDays(366);

	private static final int MAX_LENGTH = 255;

	TokenProperties {
		check("ACCESS_TOKEN_EXPIRY", accessExpiry);
		check("REFRESH_TOKEN_EXPIRY", refreshExpiry);
		if (!issuerUri.isEmpty() && !isIssuer(issuerUri)) {
			throw new InvalidSettingException("ISSUER is not the address of this server.",
					"Set ISSUER to the address that clients use, such as https://auth.example.com; http only on "
							+ "localhost; without query or fragment.");
		}
		if (audienceName.length() > MAX_LENGTH || !audienceName.equals(audienceName.strip())) {
			throw new InvalidSettingException(
					"AUDIENCE has blanks around it or more than " + MAX_LENGTH + " characters.",
					"Set AUDIENCE to the name of what the tokens are for, such as the API's address.");
		}
	}

	Duration accessLifetime() {
		return Duration.ofMinutes(this.accessExpiry);
	}

	Duration refreshLifetime() {
		return Duration.ofMinutes(this.refreshExpiry);
	}

	Optional<String> issuer() {
		return Optional.of(this.issuerUri).filter((issuer) -> !issuer.isEmpty());
	}

	Optional<String> audience() {
		return Optional.of(this.audienceName).filter((audience) -> !audience.isEmpty());
	}

	private static void check(String variable, int minutes) {
		if (minutes < 1 || minutes > MAX_LIFETIME.toMinutes()) {
			throw new InvalidSettingException(
					variable + " must be a whole number of minutes from 1 to " + MAX_LIFETIME.toMinutes() + ".",
					"Set " + variable + " to such a number, or leave it unset for the default.");
		}
	}

	/**
	 * @see <a href="https://www.rfc-editor.org/rfc/rfc8414#section-2">RFC 8414, 2</a>
	 */
	private static boolean isIssuer(String issuer) {
		try {
			URI uri = new URI(issuer);
			boolean isSafe = "https".equals(uri.getScheme()) || ("http".equals(uri.getScheme()) && isLoopback(uri));
			return isSafe && uri.getHost() != null && uri.getRawUserInfo() == null && uri.getRawQuery() == null
					&& uri.getRawFragment() == null && !uri.getRawPath().contains("..")
					&& issuer.length() <= MAX_LENGTH;
		}
		catch (URISyntaxException ex) {
			return false;
		}
	}

	private static boolean isLoopback(URI uri) {
		String host = String.valueOf(uri.getHost());
		return host.equals("localhost") || host.equals("[::1]") || host.matches("127(\\.\\d{1,3}){3}");
	}

}
