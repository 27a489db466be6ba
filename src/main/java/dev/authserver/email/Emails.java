package dev.authserver.email;

import java.text.Normalizer;
import java.util.Locale;

import com.sanctionco.jmail.EmailValidator;
import com.sanctionco.jmail.JMail;

/**
 * The one form in which an e-mail address is stored and compared: trimmed, Unicode form
 * NFC, lower case as a whole. Putting it into that form again changes nothing.
 */
public final class Emails {

	/**
	 * The longest address that SMTP can carry.
	 *
	 * @see <a href="https://www.rfc-editor.org/errata/eid1690">RFC 3696, erratum 1690</a>
	 */
	public static final int MAX_LENGTH = 254;

	/**
	 * The longest text that can have a canonical form of {@link #MAX_LENGTH}: NFC makes
	 * one UTF-16 code unit of at most four, and lower case is never shorter.
	 *
	 * @see <a href="https://www.unicode.org/faq/normalization.html#12">Unicode, expansion
	 * factors</a>
	 */
	static final int MAX_RAW_LENGTH = 4 * MAX_LENGTH;

	private static final EmailValidator VALIDATOR = JMail.strictValidator()
		.requireTopLevelDomain()
		.disallowIpDomain()
		.disallowExplicitSourceRouting()
		.disallowObsoleteWhitespace()
		.disallowQuotedIdentifiers();

	private Emails() {
	}

	/**
	 * The canonical form. A text too long to be an address is only trimmed, because the
	 * time to normalize grows with the square of the length.
	 */
	public static String canonical(String email) {
		String trimmed = email.strip();
		return (trimmed.length() > MAX_RAW_LENGTH) ? trimmed : nfc(nfc(trimmed).toLowerCase(Locale.ROOT));
	}

	/**
	 * Lower-case letters may compose where their capitals do not, as in U+01F0.
	 */
	private static String nfc(String text) {
		return Normalizer.normalize(text, Normalizer.Form.NFC);
	}

	/**
	 * Whether the canonical form of a text is an e-mail address.
	 */
	public static boolean isValid(String email) {
		String canonical = canonical(email);
		return canonical.length() <= MAX_LENGTH && isPlain(canonical) && VALIDATOR.isValid(canonical);
	}

	/**
	 * Asked with each request: a loop, since a stream would take as long as all the rest.
	 */
	private static boolean isPlain(String email) {
		for (int i = 0; i < email.length(); i += Character.charCount(email.codePointAt(i))) {
			if (isForbidden(email.codePointAt(i))) {
				return false;
			}
		}
		return true;
	}

	private static boolean isForbidden(int codePoint) {
		return "<>()".indexOf(codePoint) >= 0 || Character.isISOControl(codePoint) || Character.isWhitespace(codePoint)
				|| Character.isSpaceChar(codePoint) || Character.getType(codePoint) == Character.SURROGATE
				|| Character.getType(codePoint) == Character.FORMAT;
	}

}
