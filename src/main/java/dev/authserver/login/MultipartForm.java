package dev.authserver.login;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;

/**
 * Reads the fields of a {@code multipart/form-data} body in memory. The parts of a
 * servlet would go through temporary files, passwords included, and their values would
 * count as parameters on every other route. Files and parts without a name are no fields.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7578">RFC 7578</a>
 */
final class MultipartForm {

	private static final String LINE = "\r\n";

	private static final String DASHES = "--";

	/**
	 * One character a byte, so that parts are told apart before they become text.
	 */
	private static final Charset BYTES = StandardCharsets.ISO_8859_1;

	private MultipartForm() {
	}

	/**
	 * Reads the fields between the first delimiter and the last. What stands around these
	 * has no meaning.
	 * @throws IllegalArgumentException if the body is malformed or has too many fields
	 */
	static MultiValueMap<String, String> read(byte[] body, String boundary) {
		MultiValueMap<String, String> fields = new LinkedMultiValueMap<>();
		String text = LINE + new String(body, BYTES);
		String delimiter = LINE + DASHES + boundary;
		int start = after(text, delimiter, 0);
		for (int parts = 0; !text.startsWith(DASHES, start); parts++) {
			require(parts < FormBody.MAX_FIELDS);
			int next = after(text, delimiter, start);
			addField(fields, text.substring(start, next - delimiter.length()));
			start = next;
		}
		return fields;
	}

	private static int after(String text, String mark, int from) {
		int at = text.indexOf(mark, from);
		require(at >= 0);
		return at + mark.length();
	}

	/**
	 * Adds a part: the blank rest of the delimiter's line, headers, an empty line, the
	 * value.
	 */
	private static void addField(MultiValueMap<String, String> fields, String part) {
		int value = after(part, LINE + LINE, 0);
		String[] headers = part.substring(0, value).split(LINE);
		require(headers.length == 0 || headers[0].isBlank());
		for (String header : headers) {
			if (header.regionMatches(true, 0, HttpHeaders.CONTENT_DISPOSITION + ":", 0,
					HttpHeaders.CONTENT_DISPOSITION.length() + 1)) {
				ContentDisposition disposition = disposition(decode(header));
				if (disposition.getName() != null && disposition.getFilename() == null) {
					fields.add(disposition.getName(), decode(part.substring(value)));
				}
				return;
			}
		}
	}

	private static ContentDisposition disposition(String header) {
		try {
			return ContentDisposition.parse(header.substring(header.indexOf(':') + 1));
		}
		catch (IndexOutOfBoundsException ex) {
			// what Spring throws for a quote that is not closed
			throw new IllegalArgumentException(ex);
		}
	}

	private static String decode(String bytes) {
		return new String(bytes.getBytes(BYTES), StandardCharsets.UTF_8);
	}

	private static void require(boolean wellFormed) {
		if (!wellFormed) {
			throw new IllegalArgumentException("The form is not well-formed");
		}
	}

}
