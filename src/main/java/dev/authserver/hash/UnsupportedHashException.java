package dev.authserver.hash;

/**
 * Says why a text is no hash that this server checks passwords against. The reason is the
 * end of a sentence that begins with the name of the field, such as "is empty", and never
 * holds any part of the hash but its format.
 */
public class UnsupportedHashException extends RuntimeException {

	public UnsupportedHashException(String reason) {
		super(reason, null, false, false);
	}

	public String reason() {
		return String.valueOf(getMessage());
	}

}
