package dev.authserver.userfile;

import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads JSON objects one at a time, with no more in memory than the members of one.
 */
final class JsonMembers {

	/**
	 * Stands for an array or an object, which no member of a user is.
	 */
	static final Object NESTED = new Object();

	private static final int MAX_MEMBERS = 64;

	private static final int MAX_TEXT = 64 * 1024;

	/**
	 * Keeps no table of the names that it has read, since others decide on these.
	 */
	private static final JsonFactory FACTORY = JsonFactory.builder()
		.disable(TokenStreamFactory.Feature.CANONICALIZE_PROPERTY_NAMES)
		.streamReadConstraints(StreamReadConstraints.builder()
			.maxNestingDepth(64)
			.maxStringLength(MAX_TEXT)
			.maxNameLength(1000)
			.maxNumberLength(100)
			.build())
		.build();

	private JsonMembers() {
	}

	static JsonParser parser(byte[] json) {
		return FACTORY.createParser(ObjectReadContext.empty(), json);
	}

	static JsonParser parser(InputStream json) {
		return FACTORY.createParser(ObjectReadContext.empty(), json);
	}

	/**
	 * Reads the object at whose beginning the parser is, to its end.
	 */
	static Map<String, Object> read(JsonParser json) throws RefusedLineException {
		if (json.currentToken() != JsonToken.START_OBJECT) {
			json.skipChildren();
			throw new RefusedLineException("must be a JSON object");
		}
		Map<String, Object> members = new LinkedHashMap<>();
		String refusal = null;
		while (json.nextToken() == JsonToken.PROPERTY_NAME) {
			String name = json.currentName();
			json.nextToken();
			Object value = value(json);
			if (value != null && refusal == null) {
				boolean twice = members.put(name, value) != null;
				refusal = twice ? "names a member twice"
						: (members.size() > MAX_MEMBERS) ? "has too many members" : null;
			}
		}
		if (refusal != null) {
			throw new RefusedLineException((members.get("email") instanceof String email) ? email : null, refusal);
		}
		return members;
	}

	private static @Nullable Object value(JsonParser json) {
		return switch (json.currentToken()) {
			case VALUE_NULL -> null;
			case VALUE_STRING -> json.getString();
			case VALUE_TRUE, VALUE_FALSE -> json.getBooleanValue();
			case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> json.getNumberValue();
			default -> {
				json.skipChildren();
				yield NESTED;
			}
		};
	}

}
