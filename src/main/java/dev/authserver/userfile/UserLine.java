package dev.authserver.userfile;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import dev.authserver.credential.PasswordHashes;
import dev.authserver.email.Emails;
import dev.authserver.userfile.UserSource.Row;
import org.jspecify.annotations.Nullable;

/**
 * One user as a line has it. What is absent is null.
 *
 * @param number of the line, counted from 1
 * @param email in canonical form
 * @param hash of the password
 * @param id that the user shall keep
 * @param admin whether the user may manage users
 * @param active whether the user may log in
 * @param createdAt when the user was created
 */
public record UserLine(long number, String email, @Nullable String hash, @Nullable Long id, @Nullable Boolean admin,
		@Nullable Boolean active, @Nullable Instant createdAt) {

	/**
	 * The names of all members.
	 */
	public static final Set<String> MEMBERS = Set.of("email", "hashed_password", "id", "is_admin", "is_active",
			"created_at");

	private static final int MAX_HASH = 255;

	private static final int MAX_YEAR = 9999;

	/**
	 * More digits than any id has that can be kept, and no more than a long has room for.
	 */
	private static final int MAX_DIGITS = 18;

	/**
	 * Judges a line.
	 * @throws RefusedLineException if a member cannot be what it is
	 */
	public static UserLine of(Row row) throws RefusedLineException {
		Members members = new Members(row.members());
		return new UserLine(row.number(), members.email(), members.hash(), members.id(), members.truth("is_admin"),
				members.truth("is_active"), members.createdAt());
	}

	@Override
	public String toString() {
		return "UserLine[number=" + this.number + "]";
	}

	/**
	 * Judges each member.
	 */
	private record Members(Map<String, Object> values) {

		String email() throws RefusedLineException {
			String email = text("email");
			if (email == null) {
				throw refusal("email", "is missing");
			}
			if (!Emails.isValid(email)) {
				throw refusal("email", "must be an e-mail address of at most " + Emails.MAX_LENGTH + " characters");
			}
			return Emails.canonical(email);
		}

		@Nullable String hash() throws RefusedLineException {
			String hash = text("hashed_password");
			String refusal = (hash == null) ? null : (hash.length() > MAX_HASH)
					? "must have at most " + MAX_HASH + " characters" : PasswordHashes.refusal(hash);
			if (refusal != null) {
				throw refusal("hashed_password", refusal);
			}
			return hash;
		}

		private @Nullable String text(String name) throws RefusedLineException {
			Object value = this.values.get(name);
			if (value == null || value instanceof String) {
				return (String) value;
			}
			throw refusal(name, "must be a string");
		}

		@Nullable Long id() throws RefusedLineException {
			Object value = this.values.get("id");
			if (value == null) {
				return null;
			}
			String digits = value.toString().strip();
			if (!digits.matches("-?\\d{1,100}")) {
				throw refusal("id", "must be a whole number");
			}
			return (digits.length() <= MAX_DIGITS) ? Long.parseLong(digits) : Long.MAX_VALUE;
		}

		/**
		 * Besides true and false, takes what SQLite, PostgreSQL and Python write.
		 */
		@Nullable Boolean truth(String name) throws RefusedLineException {
			Object value = this.values.get(name);
			if (value == null) {
				return null;
			}
			return switch (value.toString().strip().toLowerCase(Locale.ROOT)) {
				case "true", "t", "1" -> true;
				case "false", "f", "0" -> false;
				default -> throw refusal(name, "must be true or false");
			};
		}

		/**
		 * A time without an offset, as SQLite has it, is one of UTC.
		 */
		@Nullable Instant createdAt() throws RefusedLineException {
			String text = text("created_at");
			if (text == null) {
				return null;
			}
			try {
				String iso = text.strip()
					.replaceFirst("(?<=\\d) +(?=\\d)", "T")
					.replaceFirst("(?<=[+-]\\d\\d)$", ":00");
				Instant time = iso.matches(".*T.*([zZ]|[+-]\\d\\d:?\\d\\d)") ? OffsetDateTime.parse(iso).toInstant()
						: LocalDateTime.parse(iso).toInstant(ZoneOffset.UTC);
				int year = time.atOffset(ZoneOffset.UTC).getYear();
				if (year > 0 && year <= MAX_YEAR) {
					return time.truncatedTo(ChronoUnit.MICROS);
				}
			}
			catch (DateTimeException ex) {
				throw refusal("created_at", "must be a time such as 2026-01-01T08:00:00Z");
			}
			throw refusal("created_at", "must be a time of the years from 1 to " + MAX_YEAR);
		}

		private RefusedLineException refusal(String member, String reason) {
			return new RefusedLineException((this.values.get("email") instanceof String email) ? email : null,
					member + ": " + reason);
		}

		@Override
		public String toString() {
			return "Members[]";
		}

	}

}
