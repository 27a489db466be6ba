package dev.authserver.userfile;

import java.util.Map;

import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;

/**
 * Lines that are a JSON object each.
 *
 * @see <a href="https://github.com/ndjson/ndjson-spec">NDJSON</a>
 */
class NdjsonParser implements UserSource.LineParser {

	@Override
	public Map<String, Object> parse(byte[] line) throws RefusedLineException {
		try (JsonParser json = JsonMembers.parser(line)) {
			json.nextToken();
			Map<String, Object> members = JsonMembers.read(json);
			if (json.nextToken() != null) {
				throw new RefusedLineException("must be one JSON object");
			}
			return members;
		}
		catch (JacksonException ex) {
			throw new RefusedLineException("must be JSON in UTF-8, not nested deeply");
		}
	}

}
