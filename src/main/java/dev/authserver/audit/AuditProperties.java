package dev.authserver.audit;

import dev.authserver.settings.Settings;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * What the security log may contain.
 *
 * @param logEmails whether e-mails are written out, or only their keyed digests
 */
@ConfigurationProperties("auth.audit")
record AuditProperties(Emails logEmails) implements Settings {

	AuditProperties(@Nullable Emails logEmails) {
		this.logEmails = (logEmails != null) ? logEmails : Emails.OFF;
	}

	enum Emails {

		ON, OFF

	}

}
