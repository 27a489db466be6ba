package dev.authserver.security;

import java.util.List;

import dev.authserver.connection.ManagementProperties;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.web.DefaultSecurityFilterChain;
import org.springframework.security.web.SecurityFilterChain;

import static dev.authserver.openapi.Callers.EVERYBODY;
import static org.springframework.http.HttpMethod.GET;

/**
 * The table of routes of the port for management, which asks for no token and answers
 * nothing else.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication
class ManagementConfiguration {

	// @formatter:off
	private static final List<Route> ROUTES = List.of(
			new Route("/actuator/prometheus",       EVERYBODY, GET),
			new Route("/actuator/health",           EVERYBODY, GET),
			new Route("/actuator/health/liveness",  EVERYBODY, GET),
			new Route("/actuator/health/readiness", EVERYBODY, GET));
	// @formatter:on

	/**
	 * Comes before the routes of the other port. Tomcat's own errors pass.
	 */
	@Bean
	@Order(0)
	SecurityFilterChain managementRoutes(ManagementProperties management, ProblemHandler problems) {
		Filter routes = (request, response, chain) -> {
			if (request.getDispatcherType() == DispatcherType.ERROR || isOpen((HttpServletRequest) request)) {
				chain.doFilter(request, response);
			}
			else {
				problems.conceal((HttpServletRequest) request, (HttpServletResponse) response);
			}
		};
		return new DefaultSecurityFilterChain(management::received, routes);
	}

	private static boolean isOpen(HttpServletRequest request) {
		return ROUTES.stream().anyMatch((route) -> route.fits(request));
	}

}
