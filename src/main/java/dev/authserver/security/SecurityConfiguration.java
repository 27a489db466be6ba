package dev.authserver.security;

import java.time.Duration;
import java.util.List;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.ProviderManager;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.AuthenticationFilter;
import org.springframework.security.web.authentication.AuthenticationSuccessHandler;
import org.springframework.security.web.authentication.UsernamePasswordAuthenticationFilter;
import org.springframework.security.web.firewall.StrictHttpFirewall;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.CorsConfigurationSource;
import org.springframework.web.cors.UrlBasedCorsConfigurationSource;

import static org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher.pathPattern;

/**
 * The table of routes and of who may take them. What it does not name is denied.
 */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {

	private static final RequestMatcher WRITES = new OrRequestMatcher(pathPattern(HttpMethod.POST, "/user"),
			pathPattern(HttpMethod.PUT, "/user"), pathPattern(HttpMethod.DELETE, "/user"));

	private static final RequestMatcher READS = new OrRequestMatcher(pathPattern(HttpMethod.GET, "/user"),
			pathPattern(HttpMethod.HEAD, "/user"), pathPattern(HttpMethod.GET, "/users"),
			pathPattern(HttpMethod.HEAD, "/users"));

	/**
	 * The routes that ask for a bearer token.
	 */
	@Bean
	@Order(1)
	SecurityFilterChain bearerRoutes(HttpSecurity http, AccessProperties access, ProblemHandler problems,
			AuthenticationProvider bearer) {
		boolean publicReads = access.read() == AccessProperties.Readers.PUBLIC;
		return stateless(http).securityMatcher(publicReads ? WRITES : new OrRequestMatcher(WRITES, READS))
			.authorizeHttpRequests((routes) -> {
				routes.requestMatchers(WRITES).hasRole("ADMIN");
				switch (access.read()) {
					case PUBLIC, USER -> routes.requestMatchers(READS).authenticated();
					case ADMIN -> routes.requestMatchers(READS).hasRole("ADMIN");
				}
				routes.anyRequest().denyAll();
			})
			.addFilterBefore(bearerFilter(bearer, problems), UsernamePasswordAuthenticationFilter.class)
			.exceptionHandling((refusals) -> refusals.authenticationEntryPoint(problems).accessDeniedHandler(problems))
			.build();
	}

	/**
	 * The routes that are open to everybody, whatever their {@code Authorization} header
	 * holds.
	 */
	@Bean
	@Order(2)
	SecurityFilterChain publicRoutes(HttpSecurity http, ProblemHandler problems) {
		return stateless(http)
			.authorizeHttpRequests(
					(routes) -> routes.requestMatchers(HttpMethod.POST, "/token", "/refresh", "/admin_token")
						.permitAll()
						.requestMatchers(READS)
						.permitAll()
						.requestMatchers(HttpMethod.OPTIONS, "/token", "/refresh", "/admin_token", "/user", "/users")
						.permitAll()
						.requestMatchers(HttpMethod.GET, PAGES)
						.permitAll()
						.requestMatchers(HttpMethod.HEAD, PAGES)
						.permitAll()
						.requestMatchers("/error")
						.permitAll()
						.anyRequest()
						.denyAll())
			.exceptionHandling((refusals) -> refusals.authenticationEntryPoint(problems::refuse))
			.build();
	}

	private static final String[] PAGES = { "/", "/docs", "/redoc", "/openapi.json", "/pages/**", "/favicon.svg",
			"/webjars/swagger-ui/**", "/webjars/redoc/**", "/actuator/health" };

	private static HttpSecurity stateless(HttpSecurity http) {
		return http.cors((cors) -> {
		})
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

	@Bean
	CorsConfigurationSource corsConfigurationSource(AccessProperties access) {
		UrlBasedCorsConfigurationSource source = new UrlBasedCorsConfigurationSource();
		if (!access.corsAllowedOrigins().isEmpty()) {
			CorsConfiguration cors = new CorsConfiguration();
			cors.setAllowedOrigins(access.corsAllowedOrigins());
			cors.setAllowedMethods(List.of("GET", "HEAD", "POST", "PUT", "DELETE"));
			cors.setAllowedHeaders(List.of(HttpHeaders.AUTHORIZATION, HttpHeaders.CONTENT_TYPE));
			cors.setExposedHeaders(List.of(HttpHeaders.LINK, HttpHeaders.LOCATION, HttpHeaders.RETRY_AFTER,
					HttpHeaders.WWW_AUTHENTICATE));
			cors.setMaxAge(Duration.ofHours(1));
			source.registerCorsConfiguration("/**", cors);
		}
		return source;
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
