package dev.authserver.user;

import java.text.Normalizer;
import java.util.Locale;

import com.sanctionco.jmail.EmailValidator;
import com.sanctionco.jmail.JMail;

/**
 * The one form in which an e-mail address is stored and compared: trimmed, Unicode form
 * NFC, lower case as a whole.
 */
final class Emails {

	/**
	 * The longest address that SMTP can carry.
	 *
	 * @see <a href="https://www.rfc-editor.org/errata/eid1690">RFC 3696, erratum 1690</a>
	 */
	static final int MAX_LENGTH = 254;

	private static final EmailValidator VALIDATOR = JMail.strictValidator()
		.requireTopLevelDomain()
		.disallowIpDomain()
		.disallowExplicitSourceRouting()
		.disallowObsoleteWhitespace()
		.disallowQuotedIdentifiers();

	private Emails() {
	}

	static String canonical(String email) {
		return Normalizer.normalize(email.strip(), Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
	}

	static boolean isValid(String email) {
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
