package dev.authserver.userfile;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import dev.authserver.userfile.UserSource.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * Which lines there are in a file.
 */
class UserSourceTests {

	static Stream<Arguments> files() {
		return Stream.of(arguments("", List.of()), arguments(" \n\r\n", List.of()),
				arguments("{\"email\":\"a\"}", List.of("1 {email=a}")),
				arguments("\uFEFF{\"email\":\"a\"}", List.of("1 {email=a}")),
				arguments("\n{\"email\":\"a\",\"id\":null}\r\n\n{\"id\":7}\n", List.of("2 {email=a}", "4 {id=7}")),
				arguments("{\"email\":\"a\"} {}\n{\"id\":1.5}\n{\"x\":[{\"email\":\"b\"}]}\n{\"id\":true",
						List.of("1 must be one JSON object", "2 {id=1.5}", "3 {x=NESTED}",
								"4 must be JSON in UTF-8, not nested deeply")),
				arguments("email,id\na,7\n\nb,\n\"c,\"\"d\"\"\",8\n",
						List.of("2 {email=a, id=7}", "4 {email=b}", "5 {email=c,\"d\", id=8}")),
				arguments("email , id\r\n\"a,7\r\nb,8,9\r\nc\r\nd,\"9\"",
						List.of("2 must be CSV, with each quoted cell ending on its line",
								"3 has 3 cells, and the header 2", "4 has 1 cells, and the header 2",
								"5 {email=d, id=9}")),
				arguments(" [] ", List.of()),
				arguments("[{\"email\":\"a\"},\n7,null,[{}],\n{\"email\":\"b\",\"email\":\"c\"},{\"id\":1}]",
						List.of("1 {email=a}", "2 must be a JSON object", "3 must be a JSON object",
								"4 must be a JSON object", "5 names a member twice", "6 {id=1}")),
				arguments("[{\"email\":\"a\"}, garbage, {}]",
						List.of("1 {email=a}", "2 is not JSON in UTF-8: nothing from here on has been read")),
				arguments("[{\"email\":\"a\"},",
						List.of("1 {email=a}", "2 is not JSON in UTF-8: nothing from here on has been read")));
	}

	@ParameterizedTest
	@MethodSource("files")
	void nextWhenLineIsBadGoesOnBehindIt(String file, List<String> lines) throws IOException {
		InputStream in = new ByteArrayInputStream(file.getBytes(StandardCharsets.UTF_8));
		assertThat(read(UserSource.sniff(in))).isEqualTo(lines);
	}

	@Test
	void nextWhenLineIsTooLongGoesOnBehindIt() throws IOException {
		String file = "{\"email\":\"a\"}\n" + "{".repeat(65_537) + "\n" + " ".repeat(65_523) + "{\"email\":\"b\"}\n"
				+ "x".repeat(200_000);
		InputStream in = new ByteArrayInputStream(file.getBytes(StandardCharsets.UTF_8));
		assertThat(read(UserSource.ndjson(in))).containsExactly("1 {email=a}", "2 is longer than 64 KiB", "3 {email=b}",
				"4 is longer than 64 KiB");
	}

	@Test
	void nextWhenLineIsNoUtf8GoesOnBehindIt() throws IOException {
		byte[] file = "email\nj\u00f6rg\na\n".getBytes(StandardCharsets.ISO_8859_1);
		assertThat(read(UserSource.csv(new ByteArrayInputStream(file)))).containsExactly("2 must be in UTF-8",
				"3 {email=a}");
	}

	@Test
	void nextWhenFileBreaksOffThrows() {
		InputStream in = new InputStream() {

			@Override
			public int read() throws IOException {
				throw new IOException("broken");
			}

		};
		for (UserSource source : List.of(UserSource.ndjson(in), UserSource.csv(in), UserSource.json(in))) {
			assertThatExceptionOfType(IOException.class).isThrownBy(source::next).withMessage("broken");
		}
	}

	private static List<String> read(UserSource source) throws IOException {
		List<String> lines = new ArrayList<>();
		while (true) {
			try {
				Row row = source.next();
				if (row == null) {
					return lines;
				}
				row.members().replaceAll((name, value) -> (value == JsonMembers.NESTED) ? "NESTED" : value);
				lines.add(row.number() + " " + row.members());
			}
			catch (RefusedLineException ex) {
				lines.add(source.number() + " " + ex.reason());
			}
		}
	}

}
