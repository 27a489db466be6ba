package dev.authserver.hash;

import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the parts of which the text of a hash consists, and refuses each that its format
 * does not have. A text has one form only: no leading zeros, no other last characters of
 * Base64.
 *
 * @param format the name by which refusals know the hash
 */
record HashText(String format) {

	private static final Pattern NUMBER = Pattern.compile("0|[1-9][0-9]{0,8}");

	static final int MAX_BYTES = 64;

	static final int MIN_HASH_BYTES = 12;

	/**
	 * Splits the text of a hash.
	 */
	Matcher match(Pattern form, String text) {
		Matcher matcher = form.matcher(text);
		if (!matcher.matches()) {
			throw malformed();
		}
		return matcher;
	}

	int number(String digits, String name, int min, int max) {
		int number = NUMBER.matcher(digits).matches() ? Integer.parseInt(digits) : -1;
		if (number < min || number > max) {
			throw refused(name + " is not from " + min + " to " + max);
		}
		return number;
	}

	/**
	 * Decodes what follows the standard alphabet, without padding.
	 */
	byte[] base64(String text, String name, int min) {
		return decode(text, Base64.getEncoder().withoutPadding(), name, min);
	}

	/**
	 * Decodes what follows the standard alphabet, with padding.
	 */
	byte[] paddedBase64(String text, String name, int min) {
		return decode(text, Base64.getEncoder(), name, min);
	}

	private byte[] decode(String text, Base64.Encoder encoder, String name, int min) {
		byte[] bytes = decode(text, name);
		if (!encoder.encodeToString(bytes).equals(text)) {
			throw refused(name + " is no Base64");
		}
		if (bytes.length < min || bytes.length > MAX_BYTES) {
			throw refused(name + " has not from " + min + " to " + MAX_BYTES + " bytes");
		}
		return bytes;
	}

	private byte[] decode(String text, String name) {
		try {
			return Base64.getDecoder().decode(text);
		}
		catch (IllegalArgumentException ex) {
			throw refused(name + " is no Base64");
		}
	}

	UnsupportedHashException malformed() {
		return new UnsupportedHashException("is no well-formed hash of " + this.format);
	}

	/**
	 * @param fact the rest of a sentence that begins with the format
	 */
	UnsupportedHashException refused(String fact) {
		return new UnsupportedHashException("is a hash of " + this.format + " whose " + fact);
	}

}
