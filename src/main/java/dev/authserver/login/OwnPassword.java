package dev.authserver.login;

import dev.authserver.audit.SecurityEvent;
import dev.authserver.audit.SecurityLog;
import dev.authserver.credential.PasswordPolicy;
import dev.authserver.credential.Passwords;
import dev.authserver.problem.ProblemException;
import dev.authserver.problem.ProblemKind;
import dev.authserver.session.LoggedIn;
import dev.authserver.user.Account;
import dev.authserver.user.UserDirectory;

import org.springframework.stereotype.Service;

/**
 * Lets users change their own passwords. The new one is hashed before a transaction
 * begins, so that no connection to the database is held meanwhile.
 */
@Service
class OwnPassword {

	private final PasswordLogin logins;

	private final PasswordPolicy policy;

	private final Passwords passwords;

	private final UserDirectory users;

	private final SecurityLog events;

	OwnPassword(PasswordLogin logins, PasswordPolicy policy, Passwords passwords, UserDirectory users,
			SecurityLog events) {
		this.logins = logins;
		this.policy = policy;
		this.passwords = passwords;
		this.users = users;
		this.events = events;
	}

	/**
	 * Changes the password of the sender and ends the sender's other sessions.
	 * @param address of the client
	 * @throws ProblemException if the current password is wrong, or no longer the user's
	 */
	void change(LoggedIn me, String currentPassword, String newPassword, String address) {
		Account account = me.account();
		this.policy.refuseEmails("new_password", newPassword, account.email());
		if (!this.logins.isRight(account, currentPassword, address)) {
			this.events.record(SecurityEvent.AUTHN_PASSWORD_CHANGE_FAIL, account.id());
			throw new ProblemException(ProblemKind.WRONG_PASSWORD);
		}
		if (!this.users.changePassword(account, this.passwords.hash(newPassword), me.session())) {
			throw new ProblemException(ProblemKind.WRONG_PASSWORD);
		}
	}

}
