package dev.authserver.user;

import dev.authserver.email.Emails;
import dev.authserver.user.UserDirectory.Credentials;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who can log in. Each change of the credentials raises the version, so that a
 * login under way with the old ones does not get through.
 */
@Entity
@Table(name = "users")
class User {

	@Id
	@GeneratedValue(strategy = GenerationType.IDENTITY)
	private @Nullable Long id;

	@Column(nullable = false, unique = true, length = Emails.MAX_LENGTH)
	private String email;

	@Column(nullable = false)
	private String hashedPassword;

	@Column(name = "is_admin", nullable = false)
	private boolean admin;

	@Column(name = "is_active", nullable = false)
	private boolean active = true;

	@Column(name = "token_version", nullable = false)
	private int version;

	@SuppressWarnings("NullAway.Init")
	protected User() {
	}

	/**
	 * A new user, who is no admin.
	 */
	User(String email, String hashedPassword) {
		this.email = email;
		this.hashedPassword = hashedPassword;
	}

	void rename(String newEmail) {
		this.email = newEmail;
		this.version++;
	}

	void changePassword(String newHash) {
		this.hashedPassword = newHash;
		this.version++;
	}

	void makeAdmin(boolean newAdmin) {
		this.admin = newAdmin;
	}

	void activate(boolean newActive) {
		this.active = newActive;
		this.version++;
	}

	long id() {
		if (this.id == null) {
			throw new IllegalStateException("The user has not been stored yet");
		}
		return this.id;
	}

	UserView view() {
		return new UserView(id(), this.email);
	}

	Account account() {
		return new Account(id(), this.email, this.admin, this.active, this.version);
	}

	Credentials credentials() {
		return new Credentials(account(), this.hashedPassword);
	}

}
