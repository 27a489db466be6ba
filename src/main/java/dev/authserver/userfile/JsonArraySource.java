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

	private final InputStream in;

	private @Nullable JsonParser json;

	private boolean over;

	private long number;

	JsonArraySource(InputStream in) {
		this.in = in;
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
			JsonParser array = begin();
			this.number++;
			if (array.nextToken() == JsonToken.END_ARRAY) {
				this.over = true;
				return null;
			}
			return new Row(this.number, JsonMembers.read(array));
		}
		catch (JacksonIOException ex) {
			throw ex.getCause();
		}
		catch (JacksonException ex) {
			this.over = true;
			if (this.number == 0) {
				throw ProblemException.invalid("body", "must be a JSON array");
			}
			throw new RefusedLineException("is not JSON in UTF-8: nothing from here on has been read");
		}
	}

	private JsonParser begin() {
		if (this.json == null) {
			this.json = JsonMembers.parser(this.in);
			if (this.json.nextToken() != JsonToken.START_ARRAY) {
				throw ProblemException.invalid("body", "must be a JSON array");
			}
		}
		return this.json;
	}

}
