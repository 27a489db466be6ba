package dev.authserver.user;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.authserver.credential.NewPassword;
import dev.authserver.email.EmailAddress;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What is to change of a user; what is absent stays.
 *
 * @param password the new one
 * @param newEmail the new one
 * @param admin whether the user may manage users
 * @param active whether the user may log in
 */
@Schema(description = "What is to change of a user; what is left out stays", example = """
		{"is_active": true}""")
record UserChange(@Schema(description = "The new password") @NewPassword @Nullable String password,
		@Schema(description = "The new e-mail") @JsonProperty("new_email") @EmailAddress @Nullable String newEmail,
		@Schema(description = "Whether the user may manage users") @JsonProperty("is_admin") @Nullable Boolean admin,
		@Schema(description = "Whether the user may log in") @JsonProperty("is_active") @Nullable Boolean active) {

	/**
	 * Fills what the body leaves out from the query.
	 */
	static UserChange merge(@Nullable UserChange body, @Nullable String password, @Nullable String newEmail) {
		if (body == null) {
			return new UserChange(password, newEmail, null, null);
		}
		return new UserChange((body.password != null) ? body.password : password,
				(body.newEmail != null) ? body.newEmail : newEmail, body.admin, body.active);
	}

	/**
	 * Whether an active admin could cease to be one by this.
	 */
	boolean mayTakeRights() {
		return Boolean.FALSE.equals(this.admin) || Boolean.FALSE.equals(this.active);
	}

	@Override
	public String toString() {
		return "UserChange[newEmail=" + this.newEmail + ", admin=" + this.admin + ", active=" + this.active + "]";
	}

}
