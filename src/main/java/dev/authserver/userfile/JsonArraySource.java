package dev.authserver.userfile;

import java.io.IOException;
import java.io.InputStream;

import dev.authserver.problem.ProblemException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.exc.JacksonIOException;

/**
 * Users that are the elements of one JSON array, each of which counts as a line. Behind
 * an element that is not JSON, the next one cannot be found.
 */
class JsonArraySource implements UserSource {

	private final JsonParser json;

	private boolean begun;

	private boolean over;

	private long number;

	JsonArraySource(InputStream in) {
		this.json = JsonMembers.parser(in);
	}

	@Override
	public long number() {
		return this.number;
	}

	@Override
	public @Nullable Row next() throws IOException, RefusedLineException {
		if (this.over) {
			return null;
		}
		try {
			begin();
			this.number++;
			if (this.json.nextToken() == JsonToken.END_ARRAY) {
				this.over = true;
				return null;
			}
			return new Row(this.number, JsonMembers.read(this.json));
		}
		catch (JacksonIOException ex) {
			throw ex.getCause();
		}
		catch (JacksonException ex) {
			this.over = true;
			throw new RefusedLineException("is not JSON in UTF-8: nothing from here on has been read");
		}
	}

	private void begin() {
		if (!this.begun) {
			this.begun = true;
			if (this.json.nextToken() != JsonToken.START_ARRAY) {
				throw ProblemException.invalid("body", "must be a JSON array");
			}
		}
	}

}
