package dev.authserver.credential;

import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Judges the texts of password hashes that are to be imported.
 */
public final class PasswordHashes {

	private static final Pattern KNOWN = Pattern.compile("\\$2[aby]\\$(0[4-9]|1[0-4])\\$[./A-Za-z0-9]{53}"
			+ "|\\{argon2id}\\$argon2id\\$v=19\\$m=\\d{1,6},t=\\d{1,3},p=\\d{1,2}\\$[\\w+/-]{11,86}\\$[\\w+/-]{22,86}");

	private PasswordHashes() {
	}

	/**
	 * The reason to refuse a hash, which continues a sentence that begins with the field.
	 * @return null if the hash is taken
	 */
	public static @Nullable String refusal(String hash) {
		return KNOWN.matcher(hash).matches() ? null : "is no password hash of a kind that is known here";
	}

}
