package dev.authserver.web;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/**
 * Draws requests from lists of values that have upset HTTP servers, the same ones for the
 * same seed. Each is framed so that the server knows where it ends.
 */
final class NastyRequests {

	private static final List<String> METHODS = List.of("GET", "GET", "POST", "POST", "POST", "PUT", "PUT", "DELETE",
			"HEAD", "OPTIONS", "PATCH", "TRACE", "get", "QUERY", "PROPFIND", "FOO-BAR");

	private static final List<String> ROUTES = List.of("/token", "/refresh", "/logout", "/admin_token", "/admin_token",
			"/user", "/users", "/user/sessions", "/me", "/me/password", "/me/sessions",
			"/me/sessions/" + new UUID(0, 7), "/me/sessions/1", "/me/sessions/%C3%A9",
			"/me/sessions/1-1-1-1-99999999999999999999", "/", "/docs", "/redoc", "/openapi.json", "/pages/index.css",
			"/pages/redoc.js", "/pages/nope", "/favicon.svg", "/webjars/swagger-ui/swagger-ui.css",
			"/webjars/redoc/nope.js", "/webjars", "/actuator", "/actuator/health", "/actuator/health/db",
			"/actuator/env", "/error", "/nope", "/user/1", "/Users", "/users;a=b", "//users", "/users/%2e%2e/user",
			"/%ff", "http://localhost/users", "http://user@localhost:99999/users");

	private static final List<String> QUERIES = List.of("", "", "", "?", "?q", "?q=", "?q=a", "?q=%25&limit=3",
			"?q=%00", "?q=%ed%a0%80", "?q=%ff", "?q=a&q=b", "?q[]=1", "?Q=a", "?email=" + NastyBodies.USER,
			"?email=" + NastyBodies.USER + "&password=correct+horse+battery", "?email=%F0%9F%92%A9@example.com",
			"?email=a&email=b", "?email=", "?email=%C2%85@x.y", "?email=drawn%40example.com&new_email=%22",
			"?limit=1&after=0", "?limit=-1", "?limit=1e3", "?limit=0x1", "?after=9223372036854775808", "?after=%20",
			"?_method=DELETE", "?format=xml", "?%zz", "?=", "?&&&=&", "?a=%", "?q=" + "a".repeat(3000),
			"?" + "a=1&".repeat(150), "?username=a&password=b", "?trace=true&message=true", "?path=/x&url=/y",
			"?\u00e9=\u00fc");

	private static final List<String> TYPES = List.of("application/json", "application/json",
			"application/x-www-form-urlencoded", "application/x-www-form-urlencoded", "multipart/form-data; boundary=B",
			"multipart/form-data; boundary=B", "multipart/form-data; boundary=\"B\"", "multipart/form-data",
			"multipart/form-data; boundary=", "multipart/form-data; boundary=\"\"", "multipart/form-data; boundary=\"",
			"multipart/form-data; boundary=" + "B".repeat(4000), "multipart/form-data; boundary=B; charset=UTF-16",
			"multipart/form-data; boundary=B; charset=nope", "multipart/form-data; boundary=\u00e9",
			"multipart/mixed; boundary=B", "multipart/related; boundary=B", "MULTIPART/FORM-DATA; BOUNDARY=B",
			"multipart/*", "a/b/c", "garbage", "/", "*/*", "application/*", "*", ";", "", " ", ",",
			"application/json,text/html", "application/json; charset=bogus", "application/json; charset=",
			"application/json; charset=\"", "application/json; charset='utf-8'",
			"application/json; x=\"charset=bogus\"", "application/json; charset=UTF-32",
			"application/json; charset=ISO-2022-CN", "application/json; charset=x-JISAutoDetect",
			"application/json; q=2", "application/json; =", "application/json;;;",
			"application/x-www-form-urlencoded; charset=bogus", "application/x-www-form-urlencoded; charset=UTF-16",
			"application/x-www-form-urlencoded; charset=ISO-2022-CN",
			"application/x-www-form-urlencoded; charset=IBM037", "application/vnd.spring-boot.actuator.v3+json",
			"application/yaml", "application/cbor", "application/xml", "text/plain; charset=\u0085", "text/plain",
			"application/octet-stream", "application/\u00e9", "\u00ff\u00fe", "application/json\t; a=b",
			"x".repeat(5000));

	private static final List<String> VALUES = List.of("", " ", ",", ";", "*", "*/*", "\"", "=", "a=b;c", "\u00e9",
			"\u0085", "\u00ff\u00fe", "\u00c3\u00a9", "null", "-1", "0", "99999999999999999999", "%00", "%zz",
			"${jndi:ldap://x}", "../../etc/passwd", "<script>", "' or 1=1 --", "a".repeat(3000), ",".repeat(2000),
			"a,".repeat(1000), "=?UTF-8?B?w6k=?=", "bytes=0-", "bytes=-1", "bytes=9-1", "bytes=0-0,2-3", "bytes=x",
			"text/html;q=9", "text/html;level=\"", "x/y/z", "en;q=x", "de-\u00e9", "utf-8;q=0", "bogus",
			"Sun, 99 Foo 9999 99:99:99 GMT", "Thu, 01 Jan 1970 00:00:00 GMT", "W/\"", "\"x\", W/\"y\"",
			"https://example.com", "http://[::1", "http://a b", "file:///", "localhost:99999", "[::1]:80",
			"for=\"[::1]:1\";proto=https;host=\"\"", "https, http", "/a/b?c#d", "gzip", "deflate, br", "DELETE",
			"JSESSIONID=x; a=\"\\", "$Version=1; a=b", "a=\u00e9; =; ;;", "keep-alive", "websocket", "h2c",
			"AAMAAABkAARAAAAAAAIAAAAA");

	private static final List<String> HEADERS = List.of("Accept", "Accept-Charset", "Accept-Encoding",
			"Accept-Language", "Accept-Language", "Origin", "Access-Control-Request-Method",
			"Access-Control-Request-Headers", "If-Match", "If-None-Match", "If-Modified-Since", "If-Unmodified-Since",
			"If-Range", "Range", "Cookie", "Cookie2", "X-HTTP-Method-Override", "X-Original-URL", "X-Rewrite-URL",
			"Forwarded", "X-Forwarded-For", "X-Forwarded-Proto", "X-Forwarded-Host", "X-Forwarded-Port",
			"X-Forwarded-Prefix", "X-Forwarded-Ssl", "User-Agent", "Referer", "Content-Encoding", "Content-Language",
			"Content-Disposition", "Content-Range", "Content-MD5", "Authorization", "Upgrade", "HTTP2-Settings",
			"Last-Event-ID", "Cache-Control", "Prefer", "Via", "Date", "From", "Max-Forwards", "DNT", "Sec-Fetch-Site",
			"Trailer", "TE", "X-Requested-With", "x\u00e9", "a b", "");

	private static final List<String> HOSTS = List.of("localhost", "localhost", "localhost", "localhost", "localhost",
			"localhost", "localhost", "localhost", "localhost", "localhost", "localhost:80", "auth.example.com",
			"[::1]", "[::1]:8080", "a..b", "a_b", "", "x:99999", "\u00e9", "a b", "LOCALHOST.", "${x}");

	private final Random random;

	private final NastyBodies bodies;

	private final List<String> authorizations;

	/**
	 * @param authorizations values of the header of that name, empty for none
	 */
	NastyRequests(long seed, List<String> authorizations) {
		this.random = new Random(seed);
		this.bodies = new NastyBodies(this.random);
		this.authorizations = authorizations;
	}

	byte[] next() {
		StringBuilder head = new StringBuilder();
		head.append(any(METHODS)).append(' ').append(any(ROUTES));
		head.append((this.random.nextInt(3) == 0) ? "/" : "").append(any(QUERIES)).append(" HTTP/1.1\r\n");
		header(head, "Host", any(HOSTS));
		String authorization = any(this.authorizations);
		if (!authorization.isEmpty()) {
			header(head, "Authorization", authorization);
		}
		for (int i = this.random.nextInt(4); i > 0; i--) {
			header(head, any(HEADERS), any(VALUES));
		}
		for (int i = (this.random.nextInt(20) == 0) ? 2 : this.random.nextInt(6); i > 0 && i < 3; i--) {
			header(head, "Content-Type", any(TYPES));
		}
		return withBody(head, (this.random.nextInt(3) == 0) ? new byte[0] : this.bodies.next());
	}

	private byte[] withBody(StringBuilder head, byte[] body) {
		ByteArrayOutputStream request = new ByteArrayOutputStream();
		int framing = this.random.nextInt(12);
		if (framing == 0) {
			header(head, "Expect", any(List.of("100-continue", "100-Continue", "nope")));
		}
		if (framing == 1) {
			header(head, "Transfer-Encoding", any(List.of("gzip, chunked", "identity", "x", "\u00e9", "")));
			header(head, "Connection", "close");
		}
		boolean chunked = framing > 8;
		if (chunked) {
			header(head, "Transfer-Encoding", "chunked");
		}
		else if (body.length > 0 || this.random.nextBoolean()) {
			header(head, "Content-Length", String.valueOf(body.length));
		}
		request.writeBytes(bytes(head.append("\r\n").toString()));
		if (chunked && body.length > 0) {
			request.writeBytes(bytes(Integer.toHexString(body.length) + any(List.of("", ";a", ";a=\"b\"")) + "\r\n"));
		}
		request.writeBytes(body);
		request.writeBytes(bytes(!chunked ? "" : ((body.length > 0) ? "\r\n" : "") + "0\r\n\r\n"));
		return request.toByteArray();
	}

	private static void header(StringBuilder head, String name, String value) {
		head.append(name).append(": ").append(value).append("\r\n");
	}

	private <T> T any(List<T> values) {
		return values.get(this.random.nextInt(values.size()));
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.ISO_8859_1);
	}

}
