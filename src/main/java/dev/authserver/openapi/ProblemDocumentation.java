package dev.authserver.openapi;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import dev.authserver.problem.ProblemKind;
import io.swagger.v3.oas.models.examples.Example;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.responses.ApiResponse;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;

/**
 * Documents the answers that are problems: their schema, and an example of each kind.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9457">RFC 9457</a>
 */
final class ProblemDocumentation {

	/**
	 * Name of the schema.
	 */
	static final String SCHEMA = "Problem";

	private ProblemDocumentation() {
	}

	/**
	 * The answer of one status.
	 * @param details the kinds of problems that have this status, with what each says
	 * @param path the route that answers so
	 */
	static ApiResponse response(Map<ProblemKind, String> details, String path) {
		MediaType content = new MediaType().schema(new Schema<>().$ref(SCHEMA));
		details.forEach((kind, detail) -> content.addExamples(kind.slug(),
				new Example().summary(kind.detail()).value(example(kind, detail, path))));
		HttpStatus status = details.keySet().iterator().next().status();
		ApiResponse response = new ApiResponse().description(status.getReasonPhrase())
			.content(new Content().addMediaType("application/problem+json", content));
		switch (status) {
			case UNAUTHORIZED -> response.addHeaderObject(HttpHeaders.WWW_AUTHENTICATE,
					header("How to authenticate (RFC 6750)", "string", "Bearer"));
			case TOO_MANY_REQUESTS, SERVICE_UNAVAILABLE -> response.addHeaderObject(HttpHeaders.RETRY_AFTER,
					header("Seconds until another try is worth it", "integer", 30));
			default -> {
			}
		}
		return response;
	}

	private static Header header(String description, String type, Object example) {
		return new Header().description(description).schema(schema(type)).example(example);
	}

	private static Map<String, Object> example(ProblemKind kind, String detail, String path) {
		Map<String, Object> example = new LinkedHashMap<>();
		example.put("type", kind.type().toString());
		example.put("title", kind.status().getReasonPhrase());
		example.put("status", kind.status().value());
		example.put("detail", detail);
		example.put("instance", path);
		example.put(ProblemKind.REQUEST_ID, "5f0c2d9a71e84b36");
		if (kind == ProblemKind.INVALID_INPUT) {
			String[] error = detail.split(": ", 2);
			example.put("errors", List.of(new TreeMap<>(Map.of("field", error[0], "message", error[1]))));
		}
		return example;
	}

	static Schema<?> schema() {
		Schema<?> error = schema("object").description("What is wrong with one field")
			.addProperty("field", schema("string").description("The JSON member or the parameter"))
			.addProperty("message", schema("string").description("Continues a sentence that begins with the field"))
			.required(List.of("field", "message"));
		return schema("object").description("What went wrong (RFC 9457)")
			.addProperty("type", schema("string").description("The kind of problem, which programs may compare"))
			.addProperty("title", schema("string").description("The status in words"))
			.addProperty("status", schema("integer").description("The status of the answer"))
			.addProperty("detail", schema("string").description("What is wrong, in a sentence for people"))
			.addProperty("instance", schema("string").description("The path of the request"))
			.addProperty(ProblemKind.REQUEST_ID,
					schema("string").description("Names the request in the server's log, as X-Request-Id does"))
			.addProperty("errors", schema("array").description("The fields of invalid input").items(error))
			.required(List.of("type", "title", "status", "detail", "instance", ProblemKind.REQUEST_ID));
	}

	private static Schema<?> schema(String type) {
		JsonSchema schema = new JsonSchema();
		schema.addType(type);
		return schema;
	}

}
