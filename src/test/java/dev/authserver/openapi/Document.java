package dev.authserver.openapi;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

import dev.authserver.testsupport.Api;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads {@code /openapi.json} as a client would.
 */
final class Document {

	private static final JsonMapper JSON = JsonMapper.builder().build();

	private final JsonNode root;

	Document(Api api) {
		this.root = api.get("/openapi.json").json();
	}

	JsonNode root() {
		return this.root;
	}

	List<Operation> operations() {
		return this.root.path("paths")
			.properties()
			.stream()
			.flatMap((path) -> path.getValue()
				.properties()
				.stream()
				.map((method) -> new Operation(method.getKey().toUpperCase(Locale.ROOT), path.getKey(),
						method.getValue())))
			.toList();
	}

	Operation operation(String id) {
		return operations().stream().filter((operation) -> operation.id().equals(id)).findFirst().orElseThrow();
	}

	/**
	 * The schema itself, where a node refers to one.
	 */
	JsonNode schema(JsonNode node) {
		return node.has("$ref") ? this.root.at(node.path("$ref").asString().substring(1)) : node;
	}

	/**
	 * The example that documentation pages show for a content: its own, its schema's, or
	 * one put together from those of the members.
	 */
	JsonNode example(JsonNode content) {
		if (content.has("example")) {
			return content.path("example");
		}
		Stream<JsonNode> examples = content.path("examples").valueStream().map((example) -> example.path("value"));
		return examples.findFirst().orElseGet(() -> ofSchema(schema(content.path("schema"))));
	}

	private JsonNode ofSchema(JsonNode schema) {
		if (schema.has("example")) {
			return schema.path("example");
		}
		if (schema.has("items")) {
			return JSON.createArrayNode().add(ofSchema(schema(schema.path("items"))));
		}
		ObjectNode example = JSON.createObjectNode();
		schema.path("properties")
			.properties()
			.forEach((member) -> example.set(member.getKey(), ofSchema(schema(member.getValue()))));
		return example;
	}

	/**
	 * An operation of the document.
	 */
	record Operation(String method, String path, JsonNode node) {

		String id() {
			return this.node.path("operationId").asString();
		}

		JsonNode response(int status) {
			return this.node.path("responses").path(String.valueOf(status));
		}

		boolean asksForToken() {
			return !this.node.path("security").isEmpty()
					&& this.node.path("security").valueStream().noneMatch(JsonNode::isEmpty);
		}

		/**
		 * The examples of problems by the names of their kinds.
		 */
		Map<String, JsonNode> problems() {
			Map<String, JsonNode> problems = new TreeMap<>();
			this.node.path("responses")
				.valueStream()
				.flatMap((response) -> response.at("/content/application~1problem+json/examples").properties().stream())
				.forEach((example) -> problems.put(example.getKey(), example.getValue().path("value")));
			return problems;
		}

		JsonNode body(String type) {
			return this.node.path("requestBody").path("content").path(type);
		}

		@Override
		public String toString() {
			return this.method + " " + this.path;
		}

	}

}
