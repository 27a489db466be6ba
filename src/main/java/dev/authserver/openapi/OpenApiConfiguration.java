package dev.authserver.openapi;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

import dev.authserver.problem.ProblemKind;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.Paths;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.security.OAuthFlow;
import io.swagger.v3.oas.models.security.OAuthFlows;
import io.swagger.v3.oas.models.security.Scopes;
import io.swagger.v3.oas.models.security.SecurityScheme;
import io.swagger.v3.oas.models.servers.Server;
import io.swagger.v3.oas.models.tags.Tag;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springdoc.core.customizers.OperationCustomizer;

import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.core.io.ClassPathResource;

/**
 * What {@code /openapi.json} says as a whole; what it says about a route stands at the
 * route's handler.
 *
 * @see <a href="https://spec.openapis.org/oas/v3.1.1.html">OpenAPI 3.1.1</a>
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication
class OpenApiConfiguration {

	@Bean
	OpenAPI openApi(Environment environment) throws IOException {
		return new OpenAPI()
			.info(new Info().title("Auth Server")
				.version(environment.getRequiredProperty("spring.application.version"))
				.description(introduction())
				.license(new License().name("MIT").identifier("MIT")))
			.addServersItem(new Server().url("/").description("This server"))
			.addTagsItem(new Tag().name("Token").description("Log in, and renew access"))
			.addTagsItem(new Tag().name("Me").description("Who is logged in, and one's own password"))
			.addTagsItem(
					new Tag().name("Session").description("End sessions: one's own, and as an admin those of a user"))
			.addTagsItem(new Tag().name("User").description("Who exists; admins manage them"))
			.addTagsItem(new Tag().name("Event").description("What has happened, and how things stand; for admins"))
			.addTagsItem(new Tag().name("Key").description("What verifies access tokens, and what signs them"))
			.components(new Components().addSchemas(ProblemDocumentation.SCHEMA, ProblemDocumentation.schema())
				.addSecuritySchemes(Callers.PASSWORD_FLOW, passwordFlow())
				.addSecuritySchemes(Callers.BEARER, bearer()));
	}

	private static String introduction() throws IOException {
		String kinds = Arrays.stream(ProblemKind.values())
			.map((kind) -> "| %d | `%s` | %s |".formatted(kind.status().value(), kind.type(), kind.remedy()))
			.collect(Collectors.joining("\n"));
		return new ClassPathResource("openapi/introduction.md").getContentAsString(StandardCharsets.UTF_8)
			.replace("{kinds}", kinds);
	}

	private static SecurityScheme passwordFlow() {
		OAuthFlow flow = new OAuthFlow().tokenUrl("admin_token").scopes(new Scopes());
		return new SecurityScheme().type(SecurityScheme.Type.OAUTH2)
			.description("Logs an admin in. Leave client_id and client_secret empty.")
			.flows(new OAuthFlows().password(flow));
	}

	private static SecurityScheme bearer() {
		return new SecurityScheme().type(SecurityScheme.Type.HTTP)
			.scheme("bearer")
			.bearerFormat("JWT")
			.description("The access_token of any login, for example one of POST /token/.");
	}

	/**
	 * Documents each path with its last slash, but for those whose form an RFC settles,
	 * and puts the paths into a fixed order, short ones first.
	 */
	@Bean
	OpenApiCustomizer slashesAndOrder() {
		return (api) -> {
			Map<String, PathItem> ordered = new TreeMap<>(
					Comparator.comparing(String::length).thenComparing(Comparator.naturalOrder()));
			ordered.putAll(api.getPaths());
			Paths slashed = new Paths();
			ordered.forEach(
					(path, item) -> slashed.addPathItem(path.startsWith("/.well-known/") ? path : path + "/", item));
			api.setPaths(slashed);
		};
	}

	/**
	 * Adds what the handler's own annotations say.
	 * @param readers who may read users in this server
	 */
	@Bean
	OperationCustomizer refusalsAndFailures(Callers readers) {
		return (operation, handler) -> new OperationDocumentation(handler, readers).addTo(operation);
	}

}
