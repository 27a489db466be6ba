package dev.authserver.audit;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

import org.slf4j.event.Level;

/**
 * The security events that are logged, by their OWASP names.
 *
 * @see <a href=
 * "https://cheatsheetseries.owasp.org/cheatsheets/Logging_Vocabulary_Cheat_Sheet.html">OWASP
 * Logging Vocabulary</a>
 */
public enum SecurityEvent {

	/**
	 * The right e-mail and password.
	 */
	AUTHN_LOGIN_SUCCESS("authn_login_success", Level.INFO),

	/**
	 * A wrong e-mail or password.
	 */
	AUTHN_LOGIN_FAIL("authn_login_fail", Level.WARN),

	/**
	 * So many wrong passwords for one account that further tries must wait.
	 */
	AUTHN_LOGIN_FAIL_MAX("authn_login_fail_max", Level.WARN),

	/**
	 * An admin gave an account its tries back.
	 */
	AUTHN_LOGIN_UNLOCK("authn_login_unlock", Level.INFO),

	/**
	 * So many wrong passwords from one address that further tries must wait.
	 */
	EXCESS_RATE_LIMIT_EXCEEDED("excess_rate_limit_exceeded", Level.WARN),

	/**
	 * A password was changed.
	 */
	AUTHN_PASSWORD_CHANGE("authn_password_change", Level.INFO),

	/**
	 * A user gave a wrong current password and so could not change it.
	 */
	AUTHN_PASSWORD_CHANGE_FAIL("authn_password_change_fail", Level.WARN),

	/**
	 * One or more sessions of a user ended.
	 */
	SESSION_EXPIRED("session_expired", Level.INFO),

	/**
	 * A token was used that this server had signed, but that has expired or whose session
	 * has ended.
	 */
	SESSION_USE_AFTER_EXPIRE("session_use_after_expire", Level.WARN),

	/**
	 * A user without the rights for it tried to use a route, or a token was used that
	 * this server had not signed.
	 */
	AUTHZ_FAIL("authz_fail", Level.WARN),

	/**
	 * A user was created.
	 */
	USER_CREATED("user_created", Level.INFO),

	/**
	 * A user was renamed.
	 */
	USER_UPDATED("user_updated", Level.INFO),

	/**
	 * A user became an admin or ceased to be one, was disabled or enabled.
	 */
	PRIVILEGE_PERMISSIONS_CHANGED("privilege_permissions_changed", Level.WARN),

	/**
	 * A refresh token that a rotation had replaced was used again: it may have been
	 * stolen.
	 */
	AUTHN_TOKEN_REUSE("authn_token_reuse", Level.ERROR),

	/**
	 * A user was deleted.
	 */
	USER_DELETED("user_deleted", Level.INFO),

	/**
	 * A signing key was made.
	 */
	SENSITIVE_CREATE("sensitive_create", Level.WARN),

	/**
	 * An admin withdrew a signing key.
	 */
	SENSITIVE_DELETE("sensitive_delete", Level.WARN);

	private final String name;

	private final Level level;

	SecurityEvent(String name, Level level) {
		this.name = name;
		this.level = level;
	}

	/**
	 * The event of an OWASP name.
	 */
	public static Optional<SecurityEvent> of(String name) {
		return Arrays.stream(values()).filter((event) -> event.name.equals(name)).findFirst();
	}

	/**
	 * The OWASP names of all.
	 */
	public static String names() {
		return Arrays.stream(values()).map(SecurityEvent::toString).collect(Collectors.joining(", "));
	}

	Level level() {
		return this.level;
	}

	@Override
	public String toString() {
		return this.name;
	}

}
