package dev.authserver.audit;

import java.time.Clock;
import java.util.Optional;

import dev.authserver.settings.KeyedDigest;
import jakarta.servlet.http.HttpServletRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/**
 * Writes each security event on one line that no input can break. The line names the
 * event, the user it is about, the user who caused it, and the address of the client. It
 * never holds a secret.
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

	private final RepeatedEvents repeated;

	SecurityLog(KeyedDigest digest, AuditProperties properties, Clock clock) {
		this.repeated = new RepeatedEvents(clock);
		this.digest = digest;
		this.emails = properties.logEmails();
	}

	/**
	 * Logs an event about a user.
	 */
	public void record(SecurityEvent event, long userId) {
		write(event, " user=" + userId);
	}

	/**
	 * Logs an event about an e-mail, which need not have a user.
	 */
	public void record(SecurityEvent event, String email) {
		write(event, subject(email));
	}

	/**
	 * Logs an event about a signing key.
	 * @param kid the name of the key
	 */
	public void recordKey(SecurityEvent event, String kid) {
		write(event, " signing_key=" + kid);
	}

	/**
	 * Logs an event that is about no user.
	 */
	public void record(SecurityEvent event) {
		write(event, "");
	}

	/**
	 * Logs that sessions of a user ended. A request that ended them without an access
	 * token had the password or the refresh token of that user, who counts as its author.
	 */
	public void recordSessionEnd(long userId, SessionEnd reason, int sessions) {
		if (sessions > 0) {
			String self = (reason.hasActor() && actor().isEmpty()) ? " by=" + userId : "";
			write(SecurityEvent.SESSION_EXPIRED,
					" user=" + userId + " reason=" + reason + " sessions=" + sessions + self);
		}
	}

	/**
	 * Logs an event about a user that anybody can cause, once a minute.
	 */
	public void recordSeldom(SecurityEvent event, long userId) {
		writeSeldom(event, "user " + userId, " user=" + userId);
	}

	/**
	 * Logs an event about an e-mail that anybody can cause, once a minute.
	 * @param key events of the same key count as the same
	 */
	public void recordSeldom(SecurityEvent event, String email, String key) {
		writeSeldom(event, key, subject(email));
	}

	/**
	 * Logs an event about no user that anybody can cause, once a minute for each client.
	 */
	public void recordSeldom(SecurityEvent event) {
		writeSeldom(event, request().map((request) -> ClientNetwork.of(request.getRemoteAddr())).orElse(""), "");
	}

	private void writeSeldom(SecurityEvent event, String key, String subject) {
		this.repeated.count(event + " " + key)
			.ifPresent((leftOut) -> write(event, subject + ((leftOut > 0) ? " left_out=" + leftOut : "")));
	}

	private String subject(String email) {
		return this.emails ? " email=" + quoted(email) : " email_digest=" + this.digest.of("log", email);
	}

	private static void write(SecurityEvent event, String subject) {
		log.atLevel(event.level()).log("{}{}{}{}", event, subject, actor(), client());
	}

	private static String actor() {
		Authentication actor = SecurityContextHolder.getContext().getAuthentication();
		return (actor != null && !(actor instanceof AnonymousAuthenticationToken)) ? " by=" + actor.getName() : "";
	}

	private static String client() {
		return request()
			.map((request) -> " address=" + request.getRemoteAddr() + " method=" + quoted(request.getMethod())
					+ " path=" + quoted(request.getRequestURI()))
			.orElse("");
	}

	private static Optional<HttpServletRequest> request() {
		return Optional.ofNullable(RequestContextHolder.getRequestAttributes())
			.filter(ServletRequestAttributes.class::isInstance)
			.map((attributes) -> ((ServletRequestAttributes) attributes).getRequest());
	}

	/**
	 * Escapes characters that could end the line or the quotes, or that are invisible.
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
