package dev.authserver.transfer;

import java.time.Instant;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.authserver.userfile.UserLine;
import org.jspecify.annotations.Nullable;

/**
 * A row of the table of users, which is also a line of an export.
 *
 * @param id never changes
 * @param email in canonical form
 * @param hash of the password
 * @param admin whether the user may manage users
 * @param active whether the user may log in
 * @param createdAt when the user was created, or null if an earlier version did so
 */
@JsonPropertyOrder({ "id", "email", "hashed_password", "is_admin", "is_active", "created_at" })
record StoredUser(long id, String email, @JsonProperty("hashed_password") String hash,
		@JsonProperty("is_admin") boolean admin, @JsonProperty("is_active") boolean active,
		@JsonProperty("created_at") @Nullable Instant createdAt) {

	boolean isActiveAdmin() {
		return this.admin && this.active;
	}

	/**
	 * The user as a line wants it, where members that the line leaves out stay.
	 */
	StoredUser with(UserLine line, boolean replacePassword) {
		return new StoredUser(this.id, this.email, (replacePassword && line.hash() != null) ? line.hash() : this.hash,
				(line.admin() != null) ? line.admin() : this.admin,
				(line.active() != null) ? line.active() : this.active,
				(line.createdAt() != null) ? line.createdAt() : this.createdAt);
	}

	/**
	 * Whether what the user had logged in with has to end, as after the same change by
	 * {@code PUT /user/}.
	 */
	boolean endsSessionsOf(StoredUser before) {
		return !this.hash.equals(before.hash) || this.active != before.active;
	}

	@Override
	public String toString() {
		return "StoredUser[id=" + this.id + "]";
	}

}
