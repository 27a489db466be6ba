package dev.authserver.userfile;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * A file or a body of users, read line by line, so that its size does not matter.
 */
public interface UserSource {

	/**
	 * What may stand before the first line: spaces, line ends, and the bytes of a mark of
	 * the byte order.
	 */
	String BLANK = " \t\r\n\u00ef\u00bb\u00bf";

	/**
	 * How much of it there may be.
	 */
	int MAX_BLANK = 4096;

	/**
	 * Reads on.
	 * @return the next line, or null behind the last one
	 * @throws RefusedLineException if the line cannot be read; the next call goes on
	 * behind it
	 * @throws IOException if there is nothing more to be had
	 */
	@Nullable Row next() throws IOException, RefusedLineException;

	/**
	 * The line that was read last, counted from 1.
	 */
	long number();

	static UserSource ndjson(InputStream in) {
		return new TextSource(in, new NdjsonParser());
	}

	static UserSource csv(InputStream in) {
		return new TextSource(in, new CsvParser());
	}

	static UserSource json(InputStream in) {
		return new JsonArraySource(in);
	}

	/**
	 * Tells the format by the first character that is not blank: a JSON array, JSON
	 * objects line by line, or else CSV.
	 */
	static UserSource sniff(InputStream in) throws IOException {
		BufferedInputStream buffered = new BufferedInputStream(in);
		buffered.mark(MAX_BLANK + 1);
		int first = buffered.read();
		for (int i = 0; i < MAX_BLANK && BLANK.indexOf(first) >= 0; i++) {
			first = buffered.read();
		}
		buffered.reset();
		return switch (first) {
			case '[' -> json(buffered);
			case '{' -> ndjson(buffered);
			default -> csv(buffered);
		};
	}

	/**
	 * The members of one line that have a value.
	 *
	 * @param number of the line, counted from 1
	 * @param members by their names: texts, numbers, truth values, and for arrays and
	 * objects {@link JsonMembers#NESTED}
	 */
	record Row(long number, Map<String, Object> members) {

		@Override
		public String toString() {
			return "Row[number=" + this.number + "]";
		}

	}

	/**
	 * Turns one line of text into members.
	 */
	interface LineParser {

		/**
		 * Parses a line.
		 * @return null if the line holds no user, as a header does
		 */
		@Nullable Map<String, Object> parse(byte[] line) throws RefusedLineException;

	}

}
