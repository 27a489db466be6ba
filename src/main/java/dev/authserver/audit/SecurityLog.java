package dev.authserver.audit;

import dev.authserver.settings.KeyedDigest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/**
 * Writes security events, each on a line of its own that no input can break: the event,
 * the user it is about, who did it, and the address of the client. Never a secret.
 *
 * @see <a href=
 * "https://cheatsheetseries.owasp.org/cheatsheets/Logging_Cheat_Sheet.html">OWASP
 * Logging</a>
 */
@Component
public class SecurityLog {

	private static final Logger log = LoggerFactory.getLogger(SecurityLog.class);

	private final KeyedDigest digest;

	private final boolean emails;

	SecurityLog(KeyedDigest digest, AuditProperties properties) {
		this.digest = digest;
		this.emails = properties.logEmails() == AuditProperties.Emails.ON;
	}

	/**
	 * Something happened to a known user.
	 */
	public void record(SecurityEvent event, long userId) {
		write(event, " user=" + userId);
	}

	/**
	 * Something happened with an e-mail that may have no user.
	 */
	public void record(SecurityEvent event, String email) {
		write(event, this.emails ? " email=" + quoted(email) : " email_digest=" + this.digest.of("log", email));
	}

	/**
	 * Something happened that is about no user.
	 */
	public void record(SecurityEvent event) {
		write(event, "");
	}

	private void write(SecurityEvent event, String subject) {
		log.atLevel(event.level()).log("{}{}{}{}", event, subject, actor(), client());
	}

	private static String actor() {
		Authentication actor = SecurityContextHolder.getContext().getAuthentication();
		return (actor != null && !(actor instanceof AnonymousAuthenticationToken)) ? " by=" + actor.getName() : "";
	}

	private static String client() {
		if (!(RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes attributes)) {
			return "";
		}
		String path = quoted(attributes.getRequest().getRequestURI());
		return " address=" + attributes.getRequest().getRemoteAddr() + " method="
				+ quoted(attributes.getRequest().getMethod()) + " path=" + path;
	}

	/**
	 * Characters that could end the line or the quotes, or that print as nothing, become
	 * their escapes.
	 */
	private static String quoted(String text) {
		StringBuilder quoted = new StringBuilder("\"");
		text.chars().limit(300).forEach((unit) -> {
			boolean plain = unit >= ' ' && unit != '"' && unit != '\\' && unit < 0x7f
					|| Character.isLetterOrDigit(unit);
			quoted.append(plain ? String.valueOf((char) unit) : "\\u%04x".formatted(unit));
		});
		return quoted.append('"').toString();
	}

}
