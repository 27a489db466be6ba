package dev.authserver.user;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who can log in. Each change of the credentials raises {@code tokenVersion},
 * which ends every token issued before.
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

	@Column(length = 64)
	private @Nullable String refreshToken;

	@Column(name = "is_admin", nullable = false)
	private boolean admin;

	@Column(nullable = false)
	private int tokenVersion;

	@SuppressWarnings("NullAway.Init")
	protected User() {
	}

	User(String email, String hashedPassword, boolean admin) {
		this.email = email;
		this.hashedPassword = hashedPassword;
		this.admin = admin;
	}

	void rename(String newEmail) {
		if (!this.email.equals(newEmail)) {
			this.email = newEmail;
			endTokens();
		}
	}

	void changePassword(String newHash) {
		this.hashedPassword = newHash;
		endTokens();
	}

	private void endTokens() {
		this.refreshToken = null;
		this.tokenVersion++;
	}

	boolean isAdmin() {
		return this.admin;
	}

	String hashedPassword() {
		return this.hashedPassword;
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
		return new Account(id(), this.email, this.admin, this.tokenVersion, this.refreshToken);
	}

}
