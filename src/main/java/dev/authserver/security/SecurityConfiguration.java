package dev.authserver.security;

import java.util.List;
import java.util.stream.Stream;

import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.ProviderManager;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.DefaultSecurityFilterChain;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.AuthenticationFilter;
import org.springframework.security.web.authentication.AuthenticationSuccessHandler;
import org.springframework.security.web.authentication.UsernamePasswordAuthenticationFilter;
import org.springframework.security.web.firewall.StrictHttpFirewall;
import org.springframework.security.web.util.matcher.AndRequestMatcher;
import org.springframework.security.web.util.matcher.AnyRequestMatcher;
import org.springframework.security.web.util.matcher.NegatedRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.filter.RequestContextFilter;

import static org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher.pathPattern;

/**
 * The table of routes and of who may take them. What it does not name is denied.
 */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {

	private static final RequestMatcher LOGINS = match(List.of(HttpMethod.POST), "/token", "/refresh", "/admin_token",
			"/logout");

	private static final RequestMatcher READS = match(List.of(HttpMethod.GET, HttpMethod.HEAD), "/user", "/users");

	private static final RequestMatcher SEARCHES = new AndRequestMatcher(
			match(List.of(HttpMethod.GET, HttpMethod.HEAD), "/users"),
			(request) -> request.getParameterMap().containsKey("q"));

	private static final RequestMatcher PLAIN_READS = new AndRequestMatcher(READS, new NegatedRequestMatcher(SEARCHES));

	private static final RequestMatcher WRITES = match(List.of(HttpMethod.POST, HttpMethod.PUT, HttpMethod.DELETE),
			"/user");

	private static final RequestMatcher ADMIN = new OrRequestMatcher(WRITES, SEARCHES,
			match(List.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.DELETE), "/user/sessions"));

	private static final RequestMatcher ME = new OrRequestMatcher(
			match(List.of(HttpMethod.GET, HttpMethod.HEAD), "/me", "/me/sessions"),
			match(List.of(HttpMethod.PUT), "/me/password"),
			match(List.of(HttpMethod.DELETE), "/me/sessions", "/me/sessions/{id}"));

	private static final RequestMatcher PAGES = match(List.of(HttpMethod.GET, HttpMethod.HEAD), "/", "/docs", "/redoc",
			"/openapi.json", "/problems/{slug}", "/pages/**", "/favicon.svg", "/webjars/swagger-ui/**",
			"/webjars/redoc/**", "/actuator/health");

	private static final RequestMatcher ERRORS = pathPattern("/error");

	private static final RequestMatcher OPTIONS = match(List.of(HttpMethod.OPTIONS), "/token", "/refresh",
			"/admin_token", "/logout", "/user", "/users", "/user/sessions", "/me", "/me/password", "/me/sessions",
			"/me/sessions/{id}");

	/**
	 * The routes that are open to everybody, whatever their {@code Authorization} header
	 * holds. They know no user, so that none of the usual filters has anything to do.
	 * They come first because most requests are for them.
	 */
	@Bean
	@Order(1)
	SecurityFilterChain openRoutes(AccessProperties access) {
		List<String> origins = access.corsAllowedOrigins();
		RequestMatcher open = new OrRequestMatcher(LOGINS, PAGES, OPTIONS, ERRORS);
		return new DefaultSecurityFilterChain(
				(access.read() == AccessProperties.Readers.PUBLIC) ? new OrRequestMatcher(PLAIN_READS, open) : open,
				origins.isEmpty() ? List.of() : List.of(CrossOrigin.filter(origins)));
	}

	/**
	 * The routes that ask for a bearer token. A refusal is logged with its request,
	 * before the dispatcher has seen that.
	 */
	@Bean
	@Order(2)
	SecurityFilterChain bearerRoutes(HttpSecurity http, AccessProperties access, ProblemHandler problems,
			AuthenticationProvider bearer) {
		return stateless(http, access).securityMatcher(new OrRequestMatcher(ADMIN, ME, READS))
			.authorizeHttpRequests((routes) -> {
				routes.requestMatchers(ADMIN).hasRole("ADMIN");
				routes.requestMatchers(ME).authenticated();
				switch (access.read()) {
					case PUBLIC, USER -> routes.requestMatchers(READS).authenticated();
					case ADMIN -> routes.requestMatchers(READS).hasRole("ADMIN");
				}
				routes.anyRequest().denyAll();
			})
			.addFilterBefore(new RequestContextFilter(), UsernamePasswordAuthenticationFilter.class)
			.addFilterBefore(bearerFilter(bearer, problems), UsernamePasswordAuthenticationFilter.class)
			.exceptionHandling((refusals) -> refusals.authenticationEntryPoint(problems).accessDeniedHandler(problems))
			.build();
	}

	/**
	 * Whatever is left is denied.
	 */
	@Bean
	@Order(3)
	SecurityFilterChain noRoutes(AccessProperties access, ProblemHandler problems) {
		Filter refusal = (request, response, routes) -> problems.refuse((HttpServletRequest) request,
				(HttpServletResponse) response);
		return new DefaultSecurityFilterChain(AnyRequestMatcher.INSTANCE,
				CrossOrigin.filter(access.corsAllowedOrigins()), refusal);
	}

	private static RequestMatcher match(List<HttpMethod> methods, String... paths) {
		return new OrRequestMatcher(methods.stream()
			.flatMap((method) -> Stream.of(paths).map((path) -> (RequestMatcher) pathPattern(method, path)))
			.toList());
	}

	private static HttpSecurity stateless(HttpSecurity http, AccessProperties access) {
		return http.addFilter(CrossOrigin.filter(access.corsAllowedOrigins()))
			.csrf(AbstractHttpConfigurer::disable)
			.headers(AbstractHttpConfigurer::disable)
			.logout(AbstractHttpConfigurer::disable)
			.requestCache(AbstractHttpConfigurer::disable)
			.servletApi(AbstractHttpConfigurer::disable)
			.sessionManagement((sessions) -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS));
	}

	private static AuthenticationFilter bearerFilter(AuthenticationProvider bearer, ProblemHandler problems) {
		AuthenticationManager manager = new ProviderManager(bearer);
		AuthenticationFilter filter = new AuthenticationFilter(manager, new BearerTokenConverter());
		filter.setSuccessHandler(goOn());
		filter.setFailureHandler(problems::commence);
		return filter;
	}

	private static AuthenticationSuccessHandler goOn() {
		return (request, response, authentication) -> {
		};
	}

	/**
	 * Lets unknown methods through to the route table, which answers 405 with the methods
	 * that are known.
	 */
	@Bean
	StrictHttpFirewall httpFirewall() {
		StrictHttpFirewall firewall = new StrictHttpFirewall();
		firewall.setUnsafeAllowAnyHttpMethod(true);
		return firewall;
	}

}
