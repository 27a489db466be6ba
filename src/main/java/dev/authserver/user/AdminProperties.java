package dev.authserver.user;

import dev.authserver.email.Emails;
import dev.authserver.settings.InvalidSettingException;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The admin whom the first start makes.
 *
 * @param email of the admin
 * @param password of the admin, not judged by the policy
 */
@ConfigurationProperties("auth.admin")
record AdminProperties(String email, String password) {

	static final String DEFAULT_PASSWORD = "admin";

	AdminProperties {
		if (!Emails.isValid(email)) {
			throw new InvalidSettingException("ADMIN_EMAIL is not an e-mail address.",
					"Set ADMIN_EMAIL to the admin's address, or leave it unset for admin@example.com.");
		}
		if (password.isEmpty()) {
			throw new InvalidSettingException("ADMIN_PASSWORD is empty.",
					"Set ADMIN_PASSWORD to the admin's first password, or leave it unset.");
		}
	}

	@Override
	public String toString() {
		return "AdminProperties[email=" + this.email + "]";
	}

}
