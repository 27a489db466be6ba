package dev.authserver.security;

import java.util.List;

import dev.authserver.openapi.Callers;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
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
import org.springframework.security.web.util.matcher.AnyRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

import static dev.authserver.openapi.Callers.ADMINS;
import static dev.authserver.openapi.Callers.EVERYBODY;
import static dev.authserver.openapi.Callers.READERS;
import static dev.authserver.openapi.Callers.USERS;
import static org.springframework.http.HttpMethod.DELETE;
import static org.springframework.http.HttpMethod.GET;
import static org.springframework.http.HttpMethod.POST;
import static org.springframework.http.HttpMethod.PUT;

/**
 * The table of routes and of who may call them. The first line that fits a request
 * decides. What no line fits is denied.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication
class SecurityConfiguration {

	// @formatter:off
	private static final List<Route> ROUTES = List.of(
			new Route("/token",                 EVERYBODY, POST),
			new Route("/refresh",               EVERYBODY, POST),
			new Route("/admin_token",           EVERYBODY, POST),
			new Route("/logout",                EVERYBODY, POST),
			new Route("/revoke",                EVERYBODY, POST),
			new Route("/introspect",            EVERYBODY, POST),

			new Route("/keys",                  ADMINS,    GET),
			new Route("/keys/rotate",           ADMINS,    POST),
			new Route("/keys/{kid}",            ADMINS,    DELETE),
			new Route("/.well-known/**",        EVERYBODY, GET),

			new Route("/users",                 ADMINS,    GET).withParameter("q"),
			new Route("/users",                 READERS,   GET),
			new Route("/users/import",          ADMINS,    POST),
			new Route("/user",                  READERS,   GET),
			new Route("/user",                  ADMINS,    POST, PUT, DELETE),
			new Route("/user/sessions",         ADMINS,    GET, DELETE),
			new Route("/user/throttle",         ADMINS,    DELETE),
			new Route("/user/sessions/{id}",    ADMINS,    DELETE),

			new Route("/events",                ADMINS,    GET),
			new Route("/overview",              ADMINS,    GET),

			new Route("/me",                    USERS,     GET),
			new Route("/me/password",           USERS,     PUT),
			new Route("/me/sessions",           USERS,     GET, DELETE),
			new Route("/me/sessions/{id}",      USERS,     DELETE),

			new Route("/",                      EVERYBODY, GET),
			new Route("/docs",                  EVERYBODY, GET),
			new Route("/redoc",                 EVERYBODY, GET),
			new Route("/openapi.json",          EVERYBODY, GET),
			new Route("/problems/{kind}",       EVERYBODY, GET),
			new Route("/pages/**",              EVERYBODY, GET),
			new Route("/favicon.svg",           EVERYBODY, GET),
			new Route("/webjars/swagger-ui/**", EVERYBODY, GET),
			new Route("/webjars/redoc/**",      EVERYBODY, GET),
			new Route("/actuator/health",       EVERYBODY, GET),
			new Route("/actuator/health/liveness",  EVERYBODY, GET),
			new Route("/actuator/health/readiness", EVERYBODY, GET),
			new Route("/error",                 EVERYBODY));
	// @formatter:on

	/**
	 * Whom {@code READ_ACCESS} lets read users.
	 */
	@Bean
	Callers readers(AccessProperties access) {
		return switch (access.read()) {
			case PUBLIC -> READERS;
			case USER -> USERS;
			case ADMIN -> ADMINS;
		};
	}

	/**
	 * The routes that ask for no token, and do not look at one either, and reads that
	 * come without one. They know no user, so that none of Spring Security's usual
	 * filters has anything to do. {@code OPTIONS} is open on every path of the table, for
	 * the preflight requests of browsers.
	 */
	@Bean
	@Order(1)
	SecurityFilterChain openRoutes(Callers readers, AccessProperties access) {
		List<String> origins = access.corsAllowedOrigins();
		RequestMatcher preflights = new OrRequestMatcher(ROUTES.stream().map(Route::preflight).toList());
		RequestMatcher open = openTo(readers, EVERYBODY, READERS);
		RequestMatcher reads = openTo(readers, READERS);
		RequestMatcher lookAtNoToken = (request) -> open.matches(request)
				&& !(OptionalBearer.isSent(request) && reads.matches(request));
		return new DefaultSecurityFilterChain(new OrRequestMatcher(lookAtNoToken, preflights),
				origins.isEmpty() ? List.of() : List.of(CrossOrigin.filter(origins)));
	}

	/**
	 * The routes that ask for an access token.
	 */
	@Bean
	@Order(2)
	SecurityFilterChain bearerRoutes(HttpSecurity http, Callers readers, AccessProperties access,
			ProblemHandler problems, AuthenticationProvider bearer) {
		RequestMatcher users = openTo(readers, USERS);
		RequestMatcher admins = openTo(readers, ADMINS);
		return stateless(http, access).securityMatcher(new OrRequestMatcher(users, admins))
			.authorizeHttpRequests((routes) -> routes.requestMatchers(users)
				.authenticated()
				.requestMatchers(admins)
				.hasRole("ADMIN")
				.anyRequest()
				.denyAll())
			.addFilterBefore(bearerFilter(bearer, problems), UsernamePasswordAuthenticationFilter.class)
			.exceptionHandling((refusals) -> refusals.authenticationEntryPoint(problems).accessDeniedHandler(problems))
			.build();
	}

	/**
	 * Reads that are open to everybody and come with a token: the one of an admin widens
	 * the answer, and any other changes nothing.
	 */
	@Bean
	@Order(3)
	SecurityFilterChain readsWithToken(Callers readers, AccessProperties access, AuthenticationProvider bearer) {
		return new DefaultSecurityFilterChain(openTo(readers, READERS), CrossOrigin.filter(access.corsAllowedOrigins()),
				OptionalBearer.filter(bearer));
	}

	/**
	 * Whatever is left is denied.
	 */
	@Bean
	@Order(4)
	SecurityFilterChain noRoutes(AccessProperties access, ProblemHandler problems) {
		Filter refusal = (request, response, routes) -> problems.refuse((HttpServletRequest) request,
				(HttpServletResponse) response);
		return new DefaultSecurityFilterChain(AnyRequestMatcher.INSTANCE,
				CrossOrigin.filter(access.corsAllowedOrigins()), refusal);
	}

	/**
	 * Matches the requests whose line in the table names these callers.
	 * @param readers whom this server takes {@link Callers#READERS} for
	 */
	private static RequestMatcher openTo(Callers readers, Callers... callers) {
		return (request) -> ROUTES.stream()
			.filter((route) -> route.fits(request))
			.findFirst()
			.map((route) -> (route.callers() == READERS) ? readers : route.callers())
			.filter(List.of(callers)::contains)
			.isPresent();
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
