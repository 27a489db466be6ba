package dev.authserver.testsupport;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Talks to a server as its clients do.
 */
public class Api {

	public static final String ADMIN = "admin@example.com";

	public static final String ADMIN_PASSWORD = "admin";

	private static final JsonMapper JSON = JsonMapper.builder().build();

	private static final AtomicInteger COUNTER = new AtomicInteger();

	/**
	 * One for all, as each takes open files that are scarce in some places.
	 */
	private static final HttpClient HTTP = client();

	private final String base;

	public Api(int port) {
		this("http://127.0.0.1:" + port);
	}

	public Api(String base) {
		this.base = base;
	}

	/**
	 * Gives up idle connections before the server does.
	 */
	private static HttpClient client() {
		System.setProperty("jdk.httpclient.keepalive.timeout", "5");
		return HttpClient.newBuilder()
			.version(HttpClient.Version.HTTP_1_1)
			.connectTimeout(Duration.ofSeconds(10))
			.build();
	}

	/**
	 * An e-mail that no other test uses.
	 */
	public static String email() {
		return "user-" + COUNTER.incrementAndGet() + "-" + System.nanoTime() + "@example.com";
	}

	public static String encode(String value) {
		return URLEncoder.encode(value, StandardCharsets.UTF_8);
	}

	public static String query(String email) {
		return "/user/?email=" + encode(email);
	}

	public static String json(Object value) {
		return JSON.writeValueAsString(value);
	}

	/**
	 * Sends a request.
	 * @param headers names and values in turn
	 */
	public Answer send(String method, String path, byte[] body, String... headers) {
		HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(this.base + path))
			.timeout(Duration.ofSeconds(60))
			.method(method, (body.length != 0) ? BodyPublishers.ofByteArray(body) : BodyPublishers.noBody());
		if (headers.length > 0) {
			request.headers(headers);
		}
		try {
			HttpResponse<String> response = HTTP.send(request.build(), BodyHandlers.ofString());
			return new Answer(response.statusCode(), response.headers().map(), response.body());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	public Answer send(String method, String path, String... headers) {
		return send(method, path, new byte[0], headers);
	}

	public Answer get(String path, String... headers) {
		return send("GET", path, headers);
	}

	/**
	 * Sends a value as JSON.
	 */
	public Answer json(String method, String path, Object body, String... headers) {
		return send(method, path, json(body).getBytes(StandardCharsets.UTF_8),
				with(headers, "Content-Type", "application/json"));
	}

	public Answer form(String path, Map<String, String> fields, String... headers) {
		String body = fields.entrySet()
			.stream()
			.map((field) -> encode(field.getKey()) + "=" + encode(field.getValue()))
			.collect(Collectors.joining("&"));
		return send("POST", path, body.getBytes(StandardCharsets.UTF_8),
				with(headers, "Content-Type", "application/x-www-form-urlencoded"));
	}

	private static String[] with(String[] headers, String... more) {
		List<String> all = new ArrayList<>(Arrays.asList(headers));
		all.addAll(List.of(more));
		return all.toArray(String[]::new);
	}

	public Answer login(String email, String password) {
		return json("POST", "/token/", Map.of("email", email, "password", password));
	}

	public Answer adminLogin(String username, String password) {
		return form("/admin_token/", Map.of("username", username, "password", password));
	}

	public String adminToken() {
		return adminLogin(ADMIN, ADMIN_PASSWORD).text("access_token");
	}

	public Answer refresh(String refreshToken) {
		return json("POST", "/refresh/", Map.of("refresh_token", refreshToken));
	}

	public Answer create(String email, String password, String... headers) {
		return json("POST", "/user/", Map.of("email", email, "password", password), headers);
	}

	/**
	 * Header and value that present an access token.
	 */
	public static String[] bearer(String token) {
		return new String[] { "Authorization", "Bearer " + token };
	}

	/**
	 * Does the same several times at once.
	 */
	public static <T> List<T> inParallel(int times, Callable<T> action) throws Exception {
		ExecutorService threads = Executors.newFixedThreadPool(times);
		try {
			List<T> results = new ArrayList<>();
			for (Future<T> future : threads.invokeAll(Collections.nCopies(times, action))) {
				results.add(future.get());
			}
			return results;
		}
		finally {
			threads.shutdownNow();
		}
	}

	/**
	 * What came back.
	 */
	public record Answer(int status, Map<String, List<String>> headers, String body) {

		public String header(String name) {
			return String.join(", ", this.headers.getOrDefault(name.toLowerCase(), List.of()));
		}

		/**
		 * The body without what differs in each problem.
		 */
		public String bodyWithoutId() {
			return this.body.replaceAll(",\"request_id\":\"[^\"]*\"", "");
		}

		public JsonNode json() {
			return JSON.readTree(this.body);
		}

		public String text(String member) {
			JsonNode value = json().path(member);
			if (!value.isString()) {
				throw new AssertionError("No " + member + " in " + this.status + " " + this.body);
			}
			return value.asString();
		}

	}

}
