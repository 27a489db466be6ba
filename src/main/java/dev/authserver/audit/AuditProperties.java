package dev.authserver.audit;

import dev.authserver.settings.Settings;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What the security log may contain.
 *
 * @param logEmails whether e-mails are written out, or only their keyed digests
 */
@ConfigurationProperties("auth.audit")
record AuditProperties(@DefaultValue("off") Boolean logEmails) implements Settings {
}
