package dev.authserver.token;

import java.io.Reader;
import java.util.Map;

import io.jsonwebtoken.io.AbstractDeserializer;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * Lets JJWT read JSON with the Jackson that the rest of the server uses. A member that
 * occurs twice is an error.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8725#section-2.6">RFC 8725, 2.6</a>
 */
final class ClaimsJson extends AbstractDeserializer<Map<String, ?>> {

	private static final JsonMapper STRICT = JsonMapper.builder()
		.enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
		.build();

	@Override
	protected Map<String, ?> doDeserialize(Reader reader) {
		return STRICT.readValue(reader, new TypeReference<Map<String, Object>>() {
		});
	}

}
