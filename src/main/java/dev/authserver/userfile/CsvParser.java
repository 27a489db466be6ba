package dev.authserver.userfile;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.authserver.problem.ProblemException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.ObjectReader;
import tools.jackson.dataformat.csv.CsvMapper;

/**
 * Lines of CSV below a header. No member of a user has a line end in it, so a quoted cell
 * ends on its line: one quote too many cannot swallow the lines that follow.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc4180">RFC 4180</a>
 */
class CsvParser implements UserSource.LineParser {

	private static final ObjectReader CELLS = CsvMapper.builder().build().readerFor(String[].class);

	private @Nullable List<String> header;

	@Override
	public @Nullable Map<String, Object> parse(byte[] line) throws RefusedLineException {
		if (this.header == null) {
			this.header = header(line);
			return null;
		}
		List<String> cells = cells(line);
		if (cells.size() != this.header.size()) {
			throw new RefusedLineException("has " + cells.size() + " cells, and the header " + this.header.size());
		}
		Map<String, Object> members = new LinkedHashMap<>();
		for (int i = 0; i < cells.size(); i++) {
			if (!cells.get(i).isEmpty()) {
				members.put(this.header.get(i), cells.get(i));
			}
		}
		return members;
	}

	private static List<String> header(byte[] line) {
		try {
			List<String> names = cells(line).stream().map(String::strip).toList();
			if (names.contains("email") && names.stream().distinct().count() == names.size()) {
				return names;
			}
		}
		catch (RefusedLineException ex) {
			throw ProblemException.invalid("body", "has a header that " + ex.reason());
		}
		throw ProblemException.invalid("body", "must begin with a header that names email, and no column twice");
	}

	private static List<String> cells(byte[] line) throws RefusedLineException {
		try {
			String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(line)).toString();
			String[] cells = CELLS.readValue(text);
			return List.of(cells);
		}
		catch (CharacterCodingException ex) {
			throw new RefusedLineException("must be in UTF-8");
		}
		catch (JacksonException ex) {
			throw new RefusedLineException("must be CSV, with each quoted cell ending on its line");
		}
	}

}
