package dev.authserver.token;

import java.io.IOException;
import java.io.OutputStream;
import java.io.Reader;
import java.util.List;
import java.util.Map;

import io.jsonwebtoken.io.AbstractDeserializer;
import io.jsonwebtoken.io.AbstractSerializer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * Lets jjwt write and read JSON with the Jackson of the rest of the server: its own
 * adapter would bring a second one.
 */
final class JwtJson {

	static final Writer WRITER = new Writer();

	static final StrictReader READER = new StrictReader();

	private JwtJson() {
	}

	private static final class Writer extends AbstractSerializer<Map<String, ?>> {

		private final JsonMapper mapper = new JsonMapper();

		@Override
		protected void doSerialize(Map<String, ?> members, OutputStream out) throws IOException {
			out.write(this.mapper.writeValueAsBytes(members));
		}

	}

	/**
	 * Refuses what two readers could take for different things: a name that stands twice,
	 * a name with spaces around it, which jjwt would trim, an empty list, which jjwt
	 * would leave out, and a time other than whole seconds, which jjwt would round or
	 * take from a text.
	 *
	 * @see <a href="https://www.rfc-editor.org/rfc/rfc8725#section-2.6">RFC 8725, 2.6</a>
	 */
	private static final class StrictReader extends AbstractDeserializer<Map<String, ?>> {

		private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {
		};

		private static final List<String> TIMES = List.of("exp", "iat", "nbf");

		/**
		 * The end of the year 9999.
		 */
		private static final long LATEST_SECOND = 253_402_300_799L;

		private final JsonMapper mapper = JsonMapper.builder()
			.enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
			.build();

		@Override
		protected Map<String, ?> doDeserialize(Reader json) {
			Map<String, Object> members = this.mapper.readValue(json, OBJECT);
			members.forEach((name, value) -> {
				if (isAmbiguous(name, value)) {
					throw new IllegalArgumentException("The member '" + name + "' is ambiguous");
				}
			});
			return members;
		}

		private static boolean isAmbiguous(String name, @Nullable Object value) {
			return !name.equals(name.strip()) || List.of().equals(value) || (TIMES.contains(name) && !isTime(value));
		}

		private static boolean isTime(@Nullable Object value) {
			return (value instanceof Integer || value instanceof Long) && ((Number) value).longValue() >= 0
					&& ((Number) value).longValue() <= LATEST_SECOND;
		}

	}

}
