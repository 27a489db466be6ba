package dev.authserver.web;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.responses.ApiResponse;

import org.springframework.http.HttpStatus;

/**
 * Documents the answers that are problems, once for all operations.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9457">RFC 9457</a>
 */
final class ProblemDocumentation {

	private static final Map<Integer, String> DETAILS = new LinkedHashMap<>();

	static {
		DETAILS.put(400, "The request is not well-formed HTTP.");
		DETAILS.put(401, "Incorrect username or password");
		DETAILS.put(403, "Not an admin user");
		DETAILS.put(404, "User <ada@example.com> not found");
		DETAILS.put(408, "The request did not arrive in time");
		DETAILS.put(409, "User <ada@example.com> already exists!");
		DETAILS.put(413, "The request body is larger than 64 KiB.");
		DETAILS.put(422, "email: must be an e-mail address of at most 254 characters");
		DETAILS.put(429, "Too many wrong passwords, try again later");
		DETAILS.put(503, "Too many logins at once, try again soon");
	}

	private ProblemDocumentation() {
	}

	/**
	 * Name of the shared response for a status.
	 */
	static String name(int status) {
		return HttpStatus.valueOf(status).getReasonPhrase().replace(" ", "");
	}

	static void addTo(Components components) {
		components.addSchemas("Problem", problem());
		DETAILS.forEach((status, detail) -> components.addResponses(name(status), response(status, detail)));
	}

	private static ApiResponse response(int status, String detail) {
		MediaType content = new MediaType().schema(new Schema<>().$ref("Problem")).example(example(status, detail));
		ApiResponse response = new ApiResponse().description(HttpStatus.valueOf(status).getReasonPhrase())
			.content(new Content().addMediaType("application/problem+json", content));
		if (status == 401) {
			response.addHeaderObject("WWW-Authenticate", header("How to authenticate: Bearer (RFC 6750)"));
		}
		if (status == 429 || status == 503) {
			response.addHeaderObject("Retry-After", header("Seconds until another try is worth it"));
		}
		return response;
	}

	private static Header header(String description) {
		return new Header().description(description).schema(type("string"));
	}

	private static Map<String, Object> example(int status, String detail) {
		Map<String, Object> example = new LinkedHashMap<>();
		example.put("type", "about:blank");
		example.put("title", HttpStatus.valueOf(status).getReasonPhrase());
		example.put("status", status);
		example.put("detail", detail);
		example.put("instance", "/user");
		if (status == 422) {
			String[] error = detail.split(": ", 2);
			example.put("errors", List.of(Map.of("field", error[0], "message", error[1])));
		}
		return example;
	}

	private static Schema<?> problem() {
		Schema<?> error = type("object").addProperty("field", type("string"))
			.addProperty("message", type("string"))
			.required(List.of("field", "message"));
		return type("object").description("What went wrong (RFC 9457)")
			.addProperty("type", type("string"))
			.addProperty("title", type("string"))
			.addProperty("status", type("integer"))
			.addProperty("detail", type("string"))
			.addProperty("instance", type("string"))
			.addProperty("errors", type("array").items(error).description("The fields of invalid input"))
			.required(List.of("type", "title", "status", "detail", "instance"));
	}

	private static Schema<?> type(String type) {
		JsonSchema schema = new JsonSchema();
		schema.addType(type);
		return schema;
	}

}
