package dev.authserver.web;

import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.Paths;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import io.swagger.v3.oas.models.security.OAuthFlow;
import io.swagger.v3.oas.models.security.OAuthFlows;
import io.swagger.v3.oas.models.security.Scopes;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import io.swagger.v3.oas.models.servers.Server;
import io.swagger.v3.oas.models.tags.Tag;
import org.springdoc.core.customizers.OpenApiCustomizer;

import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.DependsOn;
import org.springframework.context.annotation.Lazy;

/**
 * What {@code /openapi.json} says beyond what the controllers show by themselves: their
 * slashes, who may call, and every status that can occur.
 *
 * @see <a href="https://spec.openapis.org/oas/v3.1.1.html">OpenAPI 3.1.1</a>
 */
@Configuration(proxyBeanMethods = false)
class OpenApiConfiguration {

	private static final String SCHEME = "OAuth2PasswordBearer";

	/**
	 * The operations that ask for a token.
	 */
	private static final List<String> SECURED = List.of("createUser", "updateUser", "deleteUser", "listUserSessions",
			"deleteUserSessions");

	/**
	 * What needs an access token, of whatever user.
	 */
	private static final List<String> OWN = List.of("getMe", "changePassword", "listOwnSessions", "deleteOwnSession",
			"deleteOtherSessions");

	/**
	 * What an operation can answer besides what follows from its form.
	 */
	private static final Map<String, List<Integer>> OUTCOMES = Map.ofEntries(Map.entry("getUser", List.of(404)),
			Map.entry("createUser", List.of(409)), Map.entry("updateUser", List.of(404, 409)),
			Map.entry("deleteUser", List.of(404, 409)), Map.entry("listUserSessions", List.of(404)),
			Map.entry("deleteUserSessions", List.of(404)), Map.entry("deleteOwnSession", List.of(404)),
			Map.entry("changePassword", List.of(403, 429)), Map.entry("login", List.of(401, 429)),
			Map.entry("adminLogin", List.of(401, 403, 429)), Map.entry("refresh", List.of(401)));

	/**
	 * Nothing of what makes the documentation is set up before somebody asks for it.
	 */
	@Bean
	static BeanFactoryPostProcessor lazyDocumentation() {
		return (beans) -> Stream.of(beans.getBeanDefinitionNames())
			.map(beans::getBeanDefinition)
			.filter((bean) -> String.valueOf(bean.getBeanClassName()).startsWith("org.springdoc.")
					|| String.valueOf(bean.getFactoryBeanName()).startsWith("org.springdoc."))
			.forEach((bean) -> bean.setLazyInit(true));
	}

	/**
	 * The root of the document. What reads types for it registers itself, but is asked
	 * for by nobody else.
	 */
	@Bean
	@Lazy
	@DependsOn("modelConverterRegistrar")
	OpenAPI openApi() {
		return new OpenAPI()
			.info(new Info().title("Auth Server")
				.version("1.0.0")
				.description("Logs users in, and hands out the tokens that prove it.")
				.license(new License().name("MIT").identifier("MIT")))
			.addServersItem(new Server().url("/").description("This server"))
			.addTagsItem(new Tag().name("User").description("Who exists; admins manage them"))
			.addTagsItem(new Tag().name("Me").description("Users look after themselves"))
			.addTagsItem(new Tag().name("Session").description("Who is logged in, and where"))
			.addTagsItem(new Tag().name("Token").description("Logins, and what renews them"));
	}

	@Bean
	@Lazy
	OpenApiCustomizer completeDocumentation() {
		return (api) -> {
			api.getComponents().addSecuritySchemes(SCHEME, passwordFlow());
			ProblemDocumentation.addTo(api.getComponents());
			api.setPaths(withSlashes(api.getPaths()));
			api.getPaths().values().forEach((path) -> path.readOperations().forEach(OpenApiConfiguration::complete));
		};
	}

	private static SecurityScheme passwordFlow() {
		OAuthFlow flow = new OAuthFlow().tokenUrl("admin_token").scopes(new Scopes());
		return new SecurityScheme().type(SecurityScheme.Type.OAUTH2).flows(new OAuthFlows().password(flow));
	}

	private static Paths withSlashes(Paths paths) {
		Paths slashed = new Paths();
		paths.forEach((BiConsumer<String, PathItem>) (path, item) -> slashed.addPathItem(path + "/", item));
		return slashed;
	}

	private static void complete(Operation operation) {
		ApiResponses responses = operation.getResponses();
		add(responses, 400);
		operation.setSecurity(List.of());
		if (SECURED.contains(operation.getOperationId())) {
			operation.setSecurity(List.of(new SecurityRequirement().addList(SCHEME)));
			add(responses, 401);
			add(responses, 403);
		}
		if (operation.getRequestBody() != null) {
			add(responses, 408);
			add(responses, 413);
		}
		if (operation.getRequestBody() != null || operation.getParameters() != null) {
			add(responses, 422);
		}
		if (OWN.contains(operation.getOperationId())) {
			operation.setSecurity(List.of(new SecurityRequirement().addList(SCHEME)));
			add(responses, 401);
		}
		OUTCOMES.getOrDefault(operation.getOperationId(), List.of()).forEach((status) -> add(responses, status));
		add(responses, 503);
	}

	private static void add(ApiResponses responses, int status) {
		responses.addApiResponse(String.valueOf(status), new ApiResponse().$ref(ProblemDocumentation.name(status)));
	}

}
