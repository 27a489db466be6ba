package dev.authserver.security;

import java.io.IOException;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.servlet.resource.NoResourceFoundException;

/**
 * Answers what the filter chain refuses with the same problem details as everything else.
 * A request that no route would take is told so (404 or 405) rather than asked for a
 * token.
 */
@Component
@ConditionalOnWebApplication
class ProblemHandler implements AuthenticationEntryPoint, AccessDeniedHandler {

	private final HandlerExceptionResolver resolver;

	private final RequestMappingHandlerMapping routes;

	ProblemHandler(@Qualifier("handlerExceptionResolver") HandlerExceptionResolver resolver,
			@Qualifier("requestMappingHandlerMapping") RequestMappingHandlerMapping routes) {
		this.resolver = resolver;
		this.routes = routes;
	}

	@Override
	public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException ex)
			throws IOException {
		resolve(request, response, ex, HttpStatus.UNAUTHORIZED);
	}

	@Override
	public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException ex)
			throws IOException {
		resolve(request, response, ex, HttpStatus.FORBIDDEN);
	}

	/**
	 * Answers what no chain names: there is nothing to log in for, so it is not found.
	 */
	void refuse(HttpServletRequest request, HttpServletResponse response) throws IOException {
		resolve(request, response, reason(request), HttpStatus.NOT_FOUND);
	}

	/**
	 * Answers as if there were nothing, whatever the method.
	 */
	void conceal(HttpServletRequest request, HttpServletResponse response) throws IOException {
		resolve(request, response, nothingAt(request), HttpStatus.NOT_FOUND);
	}

	private void resolve(HttpServletRequest request, HttpServletResponse response, Exception ex, HttpStatus otherwise)
			throws IOException {
		if (this.resolver.resolveException(request, response, null, ex) == null) {
			response.sendError(otherwise.value());
		}
	}

	private Exception reason(HttpServletRequest request) {
		try {
			this.routes.getHandler(request);
			return nothingAt(request);
		}
		catch (Exception ex) {
			return ex;
		}
	}

	private static Exception nothingAt(HttpServletRequest request) {
		String path = request.getRequestURI();
		return new NoResourceFoundException(HttpMethod.valueOf(request.getMethod()), path, path);
	}

}
