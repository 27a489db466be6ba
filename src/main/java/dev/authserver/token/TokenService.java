package dev.authserver.token;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

import dev.authserver.user.Account;
import dev.authserver.user.UserService;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Service;

/**
 * Logs users in and renews their access. Of a refresh token only the hash is kept.
 */
@Service
class TokenService {

	private final UserService users;

	private final JwtService jwts;

	TokenService(UserService users, JwtService jwts) {
		this.users = users;
		this.jwts = jwts;
	}

	/**
	 * Opens a session, which ends the user's session before.
	 */
	TokenResponse login(String email, String password, String address) {
		Account account = authenticate(email, password, address);
		String refreshToken = this.jwts.issue(TokenUse.REFRESH, account);
		if (!this.users.replaceRefreshToken(account, hash(refreshToken))) {
			throw new LoginFailedException();
		}
		return response(account, refreshToken);
	}

	/**
	 * Gives an admin access, and leaves the session as it is.
	 */
	TokenResponse adminLogin(String email, String password, String address) {
		Account account = authenticate(email, password, address);
		if (!account.admin()) {
			throw new NotAdminException();
		}
		return response(account, null);
	}

	private Account authenticate(String email, String password, String address) {
		return this.users.authenticate(email, password, address).orElseThrow(LoginFailedException::new);
	}

	TokenResponse refresh(String refreshToken) {
		try {
			VerifiedToken verified = this.jwts.verify(TokenUse.REFRESH, refreshToken);
			Account account = this.users.account(verified.userId())
				.filter((candidate) -> isCurrent(candidate, refreshToken))
				.orElseThrow(InvalidRefreshTokenException::new);
			return response(account, null);
		}
		catch (InvalidTokenException ex) {
			throw new InvalidRefreshTokenException();
		}
	}

	private static boolean isCurrent(Account account, String refreshToken) {
		return account.refreshTokenHash() != null
				&& MessageDigest.isEqual(account.refreshTokenHash().getBytes(StandardCharsets.US_ASCII),
						hash(refreshToken).getBytes(StandardCharsets.US_ASCII));
	}

	private TokenResponse response(Account account, @Nullable String refreshToken) {
		return new TokenResponse(this.jwts.issue(TokenUse.ACCESS, account), refreshToken, "bearer",
				this.jwts.expiresIn(TokenUse.ACCESS));
	}

	private static String hash(String token) {
		try {
			MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
			return HexFormat.of().formatHex(sha256.digest(token.getBytes(StandardCharsets.UTF_8)));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Every Java platform has SHA-256", ex);
		}
	}

}
