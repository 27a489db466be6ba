package dev.authserver.user;

import java.util.ArrayList;
import java.util.List;

import dev.authserver.audit.SecurityEvent;
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

	/**
	 * Makes the changes that are asked for and not yet so.
	 * @param newHash of the new password, or null to keep the old one
	 * @return what has changed
	 */
	List<SecurityEvent> apply(String newEmail, @Nullable String newHash, UserChange change) {
		List<SecurityEvent> events = new ArrayList<>();
		if (!newEmail.equals(this.email)) {
			this.email = newEmail;
			this.version++;
			events.add(SecurityEvent.USER_UPDATED);
		}
		if (newHash != null) {
			changePassword(newHash);
			events.add(SecurityEvent.AUTHN_PASSWORD_CHANGE);
		}
		applyRights(change.admin(), change.active(), events);
		return events;
	}

	private void applyRights(@Nullable Boolean newAdmin, @Nullable Boolean newActive, List<SecurityEvent> events) {
		if (newAdmin != null && newAdmin != this.admin) {
			this.admin = newAdmin;
			events.add(SecurityEvent.PRIVILEGE_PERMISSIONS_CHANGED);
		}
		if (newActive != null && newActive != this.active) {
			this.active = newActive;
			this.version++;
			events.add(SecurityEvent.PRIVILEGE_PERMISSIONS_CHANGED);
		}
	}

	void changePassword(String newHash) {
		this.hashedPassword = newHash;
		this.version++;
	}

	void makeAdmin() {
		this.admin = true;
		this.active = true;
	}

	long id() {
		if (this.id == null) {
			throw new IllegalStateException("The user has not been stored yet");
		}
		return this.id;
	}

	Account account() {
		return new Account(id(), this.email, this.admin, this.active, this.version);
	}

	Credentials credentials() {
		return new Credentials(account(), this.hashedPassword);
	}

}
