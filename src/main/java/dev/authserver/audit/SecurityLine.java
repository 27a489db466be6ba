package dev.authserver.audit;

import org.slf4j.Logger;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * One line of the security log: text for people, and the same values as fields for
 * programs, by the names of the Elastic Common Schema where that has one. No value can
 * break the line.
 *
 * @see <a href="https://www.elastic.co/docs/reference/ecs">Elastic Common Schema</a>
 */
final class SecurityLine {

	private static final int LONGEST = 300;

	private final StringBuilder text;

	private final LoggingEventBuilder fields;

	SecurityLine(Logger log, SecurityEvent event) {
		this.text = new StringBuilder(event.toString());
		this.fields = log.atLevel(event.level()).addKeyValue("event.action", event.toString());
	}

	SecurityLine user(long id) {
		return plain("user", "user.id", id);
	}

	SecurityLine email(String email) {
		return quoted("email", "user.email", email);
	}

	SecurityLine emailDigest(String digest) {
		return plain("email_digest", "user.hash", digest);
	}

	SecurityLine ended(SessionEnd reason, int sessions) {
		return plain("reason", "event.reason", reason).plain("sessions", "sessions", sessions);
	}

	/**
	 * Who caused the event.
	 */
	SecurityLine by(String name) {
		return plain("by", "actor.id", name);
	}

	SecurityLine signingKey(String kid) {
		return plain("signing_key", "signing_key", kid);
	}

	SecurityLine leftOut(int times) {
		return plain("left_out", "left_out", times);
	}

	SecurityLine request(String address, String method, String path) {
		return plain("address", "client.ip", address).quoted("method", "http.request.method", method)
			.quoted("path", "url.path", path);
	}

	private SecurityLine plain(String name, String field, Object value) {
		this.text.append(' ').append(name).append('=').append(value);
		this.fields.addKeyValue(field, (value instanceof Number) ? value : value.toString());
		return this;
	}

	private SecurityLine quoted(String name, String field, String value) {
		this.text.append(' ').append(name).append("=\"");
		value.chars().limit(LONGEST).forEach(this::escaped);
		this.text.append('"');
		this.fields.addKeyValue(field, value.substring(0, Math.min(value.length(), LONGEST)));
		return this;
	}

	/**
	 * Escapes a character that could end the line or the quotes, or that is invisible.
	 */
	private void escaped(int unit) {
		boolean plain = unit >= ' ' && unit != '"' && unit != '\\' && unit < 0x7f || Character.isLetterOrDigit(unit);
		this.text.append(plain ? String.valueOf((char) unit) : "\\u%04x".formatted(unit));
	}

	void write() {
		this.fields.log(this.text.toString());
	}

}
