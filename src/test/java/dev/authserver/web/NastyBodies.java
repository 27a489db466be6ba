package dev.authserver.web;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * Draws bodies: JSON, forms and multipart, as often as not damaged.
 */
final class NastyBodies {

	/**
	 * Whom an admin's request may create.
	 */
	static final String USER = "drawn@example.com";

	private static final String VALID = "{\"email\":\"" + USER + "\",\"password\":\"correct horse battery\"}";

	private static final List<String> JSON = List.of("{}", "[]", "null", "1", "\"\"", "{", "{\"", "{\"email\":", VALID,
			"{\"email\":null,\"password\":null}", "{\"email\":[],\"password\":{}}",
			"{\"email\":\"\\ud800\",\"password\":\"x\"}", "{\"email\":\"a@example.com\",\"password\":\"\\u0000\"}",
			"{\"refresh_token\":\"eyJ.eyJ.x\"}", "{\"refresh_token\":\"\"}", "{\"refresh_token\":\"\\ud800\"}",
			"{\"refresh_token\":1e999}", "{\"current_password\":\"x\",\"new_password\":\"short\"}",
			"{\"current_password\":\"\",\"new_password\":\"\\udfff\"}", "{\"is_admin\":\"yes\"}",
			"{\"is_admin\":1,\"is_active\":null}", "{\"new_email\":\"@\"}", "{\"a\":1,\"a\":2}", "[".repeat(500),
			"{\"x\":" + "9".repeat(2000) + "}", "{\"x\":1e" + "9".repeat(500) + "}", "\u00ef\u00bb\u00bf{}",
			"\u0000\u0000\u00fe\u00ff", "\u00fe\u00ff\u0000{", VALID + VALID, "{'email':'x'}", "// x\n{}", "NaN");

	private static final List<String> FORMS = List.of("username=nobody&password=x&grant_type=password",
			"username=a&grant_type=x", "q=a", "q=a&email=drawn@example.com&_method=DELETE", "=", "&", "&&=&=", "%",
			"%zz", "%u0041=1", "username=%ff%fe", "username=%00&password=%00", "username=%ed%a0%80&password=",
			"username", "username&password", "username=+&password=+", "username=a&username=b&password=c&password=d",
			"a=1&".repeat(1500), "username[]=a", "limit=x&after=x");

	private static final List<String> DISPOSITIONS = List.of("form-data; name=\"username\"",
			"form-data; name=\"password\"", "form-data; name=username", "form-data; name=\"q\"",
			"form-data; name=\"q\"; filename=\"x\"", "form-data; name=\"email\"",
			"form-data; name=\"username\"; filename=\"\"", "form-data", "", ";", "form-data;", "form-data; name",
			"form-data; name=", "form-data; name=\"", "form-data; name=\"\"", "form-data; name=\"\\",
			"form-data; name=\"a\\\"", "form-data; name*=utf-8''%C3%A9", "form-data; name*=utf-8''\u00c3\u00a9\u00e9",
			"form-data; name=q; filename*=bogus''x", "form-data; name=q; filename*=utf-8''%zz",
			"form-data; name=q; filename*=utf-8''\u00e9%", "form-data; name=q; filename*='",
			"form-data; name=q; filename*=", "form-data; name=q; filename=\"=?bogus?B?x?=\"",
			"form-data; name=q; filename=\"=?UTF-8?B?!!!?=\"", "form-data; name=q; filename=\"=?UTF-8?B?x?=\"",
			"form-data; name=q; filename=\"=?UTF-8?Q?=zz?=\"", "form-data; name=q; filename=\"a\u0000b\"",
			"form-data; name=\"=?bogus?Q?=zz?=\"", "attachment; name=\"q\"", "file",
			"form-data; name=\"" + "a".repeat(3000) + "\"", "form-data" + "; a=b".repeat(800), "form-data; name=\u00ff",
			"form-data; =; ==; name=x;;;");

	private static final List<String> PART_HEADERS = List.of("", "", "", "Content-Type: text/plain; charset=bogus\r\n",
			"Content-Type: text/plain; charset=UTF-16\r\n", "Content-Type: a/b/c\r\n", "Content-Type: \r\n",
			"Content-Type: multipart/mixed; boundary=C\r\n", "Content-Type: multipart/mixed\r\n",
			"Content-Transfer-Encoding: base64\r\n", "Content-Transfer-Encoding: bogus\r\n", ":\r\n", "x\r\n",
			" folded\r\n", "X: " + "a".repeat(3000) + "\r\n", "Content-Length: -1\r\n",
			"Content-Length: 99999999999999999999\r\n", "\u0000: \u0000\r\n", "X: y\r\n".repeat(300));

	private static final List<String> PART_VALUES = List.of("", "x", "nobody", "\u0000", "\u00ff\u00fe",
			"\u00ed\u00a0\u0080", "--B", "\r\n--B", "\r\n--",
			"--C\r\nContent-Disposition: attachment; filename=\"x\"\r\n\r\ny\r\n--C--", "a".repeat(5000));

	private static final List<String> ENDS = List.of("--B--\r\n", "--B--\r\n", "--B--", "--B", "--", "",
			"--B--\r\nepilogue", "--B\r\n", "--B \r\n\r\n--B--");

	private final Random random;

	NastyBodies(Random random) {
		this.random = random;
	}

	byte[] next() {
		byte[] body = switch (this.random.nextInt(3)) {
			case 0 -> bytes(any(JSON));
			case 1 -> bytes(any(FORMS));
			default -> bytes(multipart());
		};
		return (this.random.nextInt(4) == 0) ? damaged(body) : body;
	}

	private String multipart() {
		StringBuilder body = new StringBuilder(any(List.of("", "", "preamble\r\n", "\r\n")));
		int parts = (this.random.nextInt(10) == 0) ? 40 : this.random.nextInt(5);
		for (int i = 0; i < parts && body.length() < 50_000; i++) {
			body.append(any(List.of("--B\r\n", "--B\r\n", "--B\r\n", "--B\r\n", "--B \r\n", "--Bx\r\n", "--B\n")))
				.append("Content-Disposition: ")
				.append(any(DISPOSITIONS))
				.append("\r\n")
				.append(any(PART_HEADERS))
				.append("\r\n")
				.append(any(PART_VALUES))
				.append("\r\n");
		}
		return body.append(any(ENDS)).toString();
	}

	private byte[] damaged(byte[] body) {
		byte[] damaged = body.clone();
		for (int i = 1 + this.random.nextInt(4); i > 0 && damaged.length > 0; i--) {
			damaged[this.random.nextInt(damaged.length)] = (byte) this.random.nextInt(256);
		}
		return Arrays.copyOf(damaged,
				this.random.nextBoolean() ? damaged.length : this.random.nextInt(damaged.length + 1));
	}

	private String any(List<String> values) {
		return values.get(this.random.nextInt(values.size()));
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.ISO_8859_1);
	}

}
