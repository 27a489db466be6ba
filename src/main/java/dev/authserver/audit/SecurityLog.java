package dev.authserver.audit;

import java.time.Clock;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.regex.Pattern;

import dev.authserver.settings.KeyedDigest;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.ApplicationEventPublisher;
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

	private static final Pattern ID = Pattern.compile("\\d{1,18}");

	private final KeyedDigest digest;

	private final boolean emails;

	private final RepeatedEvents repeated;

	private final ApplicationEventPublisher publisher;

	private final Clock clock;

	private final Map<SecurityEvent, Counter> counters = new EnumMap<>(SecurityEvent.class);

	SecurityLog(KeyedDigest digest, AuditProperties properties, ApplicationEventPublisher publisher, Clock clock,
			MeterRegistry meters) {
		this.repeated = new RepeatedEvents(clock);
		this.publisher = publisher;
		this.clock = clock;
		this.digest = digest;
		this.emails = properties.logEmails();
		for (SecurityEvent event : SecurityEvent.values()) {
			this.counters.put(event,
					Counter.builder("auth.security.events")
						.description("Security events, also those that the log leaves out")
						.tag("event", event.toString())
						.register(meters));
		}
	}

	/**
	 * Logs an event about a user.
	 */
	public void record(SecurityEvent event, long userId) {
		tell(event, line(event).user(userId), userId, null);
	}

	/**
	 * Logs an event about a session of a user.
	 */
	public void record(SecurityEvent event, long userId, UUID session) {
		tell(event, line(event).user(userId), userId, session);
	}

	/**
	 * Logs an event about an e-mail, which need not have a user.
	 */
	public void record(SecurityEvent event, String email) {
		tell(event, line(event, email), null, null);
	}

	/**
	 * Logs an event about a signing key.
	 * @param kid the name of the key
	 */
	public void recordKey(SecurityEvent event, String kid) {
		tell(event, line(event).signingKey(kid), null, null);
	}

	/**
	 * Logs an event that is about no user.
	 */
	public void record(SecurityEvent event) {
		tell(event, line(event), null, null);
	}

	/**
	 * Logs that sessions of a user ended. A request that ended them without an access
	 * token had the password or the refresh token of that user, who counts as its author.
	 */
	public void recordSessionEnd(long userId, SessionEnd reason, int sessions) {
		if (sessions > 0) {
			recordSessionEnd(userId, reason, sessions, null);
		}
	}

	/**
	 * Logs that one session of a user ended.
	 */
	public void recordSessionEnd(long userId, SessionEnd reason, UUID session) {
		recordSessionEnd(userId, reason, 1, session);
	}

	private void recordSessionEnd(long userId, SessionEnd reason, int sessions, @Nullable UUID session) {
		boolean self = reason.hasActor() && actor().isEmpty();
		SecurityLine line = line(SecurityEvent.SESSION_EXPIRED).user(userId).ended(reason, sessions);
		count(SecurityEvent.SESSION_EXPIRED);
		write(self ? line.by(String.valueOf(userId)) : line);
		publish(SecurityEvent.SESSION_EXPIRED, userId, self ? Long.valueOf(userId) : actorId(), session);
	}

	/**
	 * Logs an event about a user that anybody can cause, once a minute.
	 */
	public void recordSeldom(SecurityEvent event, long userId) {
		writeSeldom(event, "user " + userId, () -> line(event).user(userId), () -> Optional.of(userId));
	}

	/**
	 * Logs an event about an e-mail that anybody can cause, once a minute.
	 * @param key events of the same key count as the same
	 * @param userId finds the user of the e-mail, if there is one, once the event is told
	 */
	public void recordSeldom(SecurityEvent event, String email, String key, Supplier<Optional<Long>> userId) {
		writeSeldom(event, key, () -> line(event, email), userId);
	}

	/**
	 * Logs an event about no user that anybody can cause, once a minute for each client.
	 */
	public void recordSeldom(SecurityEvent event) {
		writeSeldom(event, request().map((request) -> ClientNetwork.of(request.getRemoteAddr())).orElse(""),
				() -> line(event), Optional::empty);
	}

	private void writeSeldom(SecurityEvent event, String key, Supplier<SecurityLine> line,
			Supplier<Optional<Long>> userId) {
		count(event);
		this.repeated.count(event + " " + key).ifPresent((leftOut) -> {
			write((leftOut > 0) ? line.get().leftOut(leftOut) : line.get());
			publish(event, userId.get().orElse(null), actorId(), null);
		});
	}

	private void publish(SecurityEvent event, @Nullable Long userId, @Nullable Long actorId, @Nullable UUID session) {
		String address = request().map(HttpServletRequest::getRemoteAddr).orElse(null);
		this.publisher.publishEvent(new LoggedEvent(this.clock.instant(), event, userId, actorId, address, session));
	}

	private static SecurityLine line(SecurityEvent event) {
		return new SecurityLine(log, event);
	}

	private SecurityLine line(SecurityEvent event, String email) {
		return this.emails ? line(event).email(email) : line(event).emailDigest(this.digest.of("log", email));
	}

	private void tell(SecurityEvent event, SecurityLine line, @Nullable Long userId, @Nullable UUID session) {
		count(event);
		write(line);
		publish(event, userId, actorId(), session);
	}

	private void count(SecurityEvent event) {
		Objects.requireNonNull(this.counters.get(event)).increment();
	}

	private static void write(SecurityLine line) {
		actor().ifPresent(line::by);
		request().ifPresent(
				(request) -> line.request(request.getRemoteAddr(), request.getMethod(), request.getRequestURI()));
		line.write();
	}

	/**
	 * The name of whoever the request's access token belongs to.
	 */
	private static Optional<String> actor() {
		return Optional.ofNullable(SecurityContextHolder.getContext().getAuthentication())
			.filter((actor) -> !(actor instanceof AnonymousAuthenticationToken))
			.map(Authentication::getName);
	}

	/**
	 * The id that such a name is, unless it is a system's.
	 */
	private static @Nullable Long actorId() {
		return actor().filter((name) -> ID.matcher(name).matches()).map(Long::valueOf).orElse(null);
	}

	private static Optional<HttpServletRequest> request() {
		return Optional.ofNullable(RequestContextHolder.getRequestAttributes())
			.filter(ServletRequestAttributes.class::isInstance)
			.map((attributes) -> ((ServletRequestAttributes) attributes).getRequest());
	}

}
