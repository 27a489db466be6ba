package dev.authserver.settings;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The two secrets that sign the tokens, each by its UTF-8 bytes, and those that did so
 * before or will do so next, whose tokens are good as well. The profile {@code dev} draws
 * the two that are not set.
 *
 * @param access signs access tokens; client apps know it
 * @param refresh signs refresh tokens; only this server knows it
 * @param accessPrevious further secrets of access tokens, separated by commas
 * @param refreshPrevious further secrets of refresh tokens, separated by commas
 * @param drawMissing whether a secret that is not set is drawn at random
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7518#section-3.2">RFC 7518, 3.2</a>
 */
@ConfigurationProperties("auth.secrets")
public record TokenSecrets(String access, String refresh, String accessPrevious, String refreshPrevious,
		boolean drawMissing) implements Settings {

	private static final Logger log = LoggerFactory.getLogger(TokenSecrets.class);

	private static final String ACCESS = "ACCESS_TOKEN_SECRET";

	private static final String REFRESH = "REFRESH_TOKEN_SECRET";

	private static final String PREVIOUS = "_PREVIOUS";

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
		list(accessPrevious).forEach((secret) -> checkPrevious(ACCESS, secret));
		list(refreshPrevious).forEach((secret) -> checkPrevious(REFRESH, secret));
		refuseShared(all(access, accessPrevious), all(refresh, refreshPrevious));
	}

	/**
	 * The secrets of access tokens, first the one that signs.
	 */
	public List<String> allAccess() {
		return all(this.access, this.accessPrevious);
	}

	/**
	 * The secrets of refresh tokens, first the one that signs.
	 */
	public List<String> allRefresh() {
		return all(this.refresh, this.refreshPrevious);
	}

	/**
	 * The pairs of secrets that a replica may have, first the current one. Each of the
	 * two can turn alone.
	 */
	public List<SecretPair> pairs() {
		return allAccess().stream()
			.flatMap((one) -> allRefresh().stream().map((other) -> new SecretPair(one, other)))
			.toList();
	}

	private static List<String> all(String current, String previous) {
		return Stream.concat(Stream.of(current), list(previous)).distinct().toList();
	}

	private static Stream<String> list(String secrets) {
		return secrets.isBlank() ? Stream.empty() : Stream.of(secrets.split(",", -1));
	}

	private static void checkPrevious(String name, String secret) {
		check(name + PREVIOUS, secret);
		if (!secret.equals(secret.strip())) {
			throw new InvalidSettingException(name + PREVIOUS + " has blanks around a secret.",
					"Separate the secrets of " + name + PREVIOUS + " by commas alone.");
		}
	}

	/**
	 * Client apps know the access secrets, and could make refresh tokens.
	 */
	private static void refuseShared(List<String> access, List<String> refresh) {
		if (access.stream().anyMatch(refresh::contains)) {
			throw refuse(ACCESS + PREVIOUS + " and " + REFRESH + PREVIOUS + " share a secret.", REFRESH + PREVIOUS);
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
